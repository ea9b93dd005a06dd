import type { ModalView } from '@slack/types'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { EXAMPLE, failureMessage } from '../../report/failure-message.ts'
import { footer } from '../../report/footer.ts'
import { reportWithHeader } from '../../report/message.ts'
import { lookingUp } from '../../report/notices.ts'
import { actions, type Block, bold, context, paragraph, plain, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** The modal's callback id, and the block and action id of its field. */
export const MODAL = { view: 'ask', field: 'ask.field' } as const

const canonicalPostcode = (value: string): Postcode | null => {
  const postcode = parsePostcode(value)
  return postcode.ok && postcode.value === value ? postcode.value : null
}

const placeAction = (id: string) => defineAction<Postcode>(id, (postcode) => postcode, canonicalPostcode)

/** In the modal: looks the place up again after a failure. */
export const retryInModal = placeAction('ask.retry')

/** In the modal: shows the incidents of the report. */
export const browseInModal = placeAction('ask.browse')

/** What a message was searched for before the modal opened, which may be nothing; and a possible postcode in it. */
export type SearchedMessage = { readonly searched: boolean; readonly possible: Postcode | null }

const modal = (blocks: readonly Block[]): ModalView => ({
  type: 'modal',
  callback_id: MODAL.view,
  title: plain('Look up street crime', LIMITS.viewTitle),
  close: plain('Close', LIMITS.viewTitle),
  blocks: blocks.slice(0, LIMITS.viewBlocks),
})

const introduction = ({ searched, possible }: SearchedMessage): Block[] => {
  if (!searched) return []
  return possible === null
    ? [paragraph(bold('No postcode was found in that message.'), span('\nType the one you mean.'))]
    : [
        paragraph(
          bold(`${possible} may be a postcode, or something else.`),
          span('\nLook it up, or type another.'),
        ),
      ]
}

/** The modal that asks for a postcode. */
export const postcodeModal = (message: SearchedMessage): ModalView => ({
  ...modal([
    ...introduction(message),
    {
      type: 'input',
      block_id: MODAL.field,
      label: plain('Postcode', LIMITS.buttonText),
      element: {
        type: 'plain_text_input',
        action_id: MODAL.field,
        placeholder: plain(`for example ${EXAMPLE.replace('/crime ', '')}`, LIMITS.placeholder),
        max_length: 100,
        ...(message.possible === null ? {} : { initial_value: message.possible }),
      },
    },
  ]),
  submit: plain('Look up', LIMITS.viewTitle),
})

/** While the place is looked up. */
export const loadingModal = (postcode: Postcode): ModalView => modal(lookingUp(postcode).blocks)

const reportBlocks = (report: Report): Block[] => [
  ...reportWithHeader(report, report, []),
  ...actions('ask.report', [
    button('Browse incidents', browseInModal.props(report.postcode), { primary: true }),
  ]),
  context(footer(report, report, null)),
]

/** The report, or why there is none: a global shortcut has no channel to answer in. `now` in ms since the epoch. */
export const reportModal = (postcode: Postcode, result: ReportResult, now: number): ModalView => {
  if (result.ok && result.value.total > 0) return modal(reportBlocks(result.value))
  const failure = result.ok ? ({ kind: 'no-results', postcode } as const) : result.failure
  const query = { postcode, categories: [] }
  return modal(failureMessage(failure, query, now, (retry) => retryInModal.props(retry.postcode)).blocks)
}
