import type { ModalView } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { EXAMPLE, failureMessage } from '../../report/failure-message.ts'
import { footer } from '../../report/footer.ts'
import { lookingUp } from '../../report/loading-message.ts'
import { figureBlocks } from '../../report/message.ts'
import { actions, type Block, bold, context, paragraph, plain, words } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { ASK, browseAsked, retryAsked } from './actions.ts'

/** What the modal says before it asks: nothing, or that a message had no postcode; perhaps with a guess. */
export type Asking = { readonly searched: boolean; readonly guess: Postcode | null }

const modal = (blocks: readonly Block[]): ModalView => ({
  type: 'modal',
  callback_id: ASK.view,
  title: plain('Look up street crime', LIMITS.viewTitle),
  close: plain('Close', LIMITS.viewTitle),
  blocks: blocks.slice(0, LIMITS.blocksInView),
})

const searchedBlocks = ({ searched, guess }: Asking): Block[] => {
  if (!searched) return []
  return guess === null
    ? [paragraph(bold('No postcode was found in that message.'), words('\nType the one you mean.'))]
    : [
        paragraph(
          bold(`${guess} may be a postcode, or something else.`),
          words('\nLook it up, or type another.'),
        ),
      ]
}

/** The modal that asks for a postcode. */
export const askModal = (asking: Asking): ModalView => ({
  ...modal([
    ...searchedBlocks(asking),
    {
      type: 'input',
      block_id: ASK.field,
      label: plain('Postcode', LIMITS.buttonText),
      element: {
        type: 'plain_text_input',
        action_id: ASK.field,
        placeholder: plain(`for example ${EXAMPLE.replace('/crime ', '')}`, LIMITS.placeholder),
        max_length: 100,
        ...(asking.guess === null ? {} : { initial_value: asking.guess }),
      },
    },
  ]),
  submit: plain('Look up', LIMITS.viewTitle),
})

/** While the look-up is on its way. */
export const waitingModal = (postcode: Postcode): ModalView => modal(lookingUp(postcode).blocks)

const reportBlocks = (report: Report): Block[] => [
  ...figureBlocks(report, report, null),
  ...actions('ask.report', [
    button('Browse incidents', browseAsked.press(report.postcode), { primary: true }),
  ]),
  context(footer(report, report, null)),
]

/**
 * The report in the modal, or why there is none: a shortcut from the search has no channel to answer in.
 * `now` in ms since the epoch.
 */
export const answeredModal = (postcode: Postcode, found: ReportResult, now: number): ModalView => {
  if (found.ok && found.value.total > 0) return modal(reportBlocks(found.value))
  // No figures can be built from nothing; a look-up answers an empty place with this failure itself.
  const failure = found.ok ? ({ kind: 'no-results', postcode } as const) : found.failure
  const asked = { postcode, category: null }
  return modal(failureMessage(failure, asked, now, ({ postcode: again }) => retryAsked.press(again)).blocks)
}
