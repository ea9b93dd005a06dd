import type { ModalView } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import { countCategories, type Report } from '../../crime/report.ts'
import type { ReportQuery } from '../../crime/report-query.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { reportAction } from '../../report/actions.ts'
import { failureMessage } from '../../report/failure-message.ts'
import { footer } from '../../report/footer.ts'
import { reportWithHeader } from '../../report/message.ts'
import { lookingUp, noneOfCategories } from '../../report/notices.ts'
import { actions, type Block, bold, context, paragraph, plainContext, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { modal, textField } from '../../slack/ui/views.ts'

/** The modal's callback id, and the block and action id of its field. */
export const MODAL = { view: 'ask', field: 'ask.field' } as const

/** In the modal: looks the place up again after a failure. */
export const retryInModal = reportAction('ask.retry')

/** In the modal: shows the incidents of the report. */
export const browseInModal = reportAction('ask.browse')

/** Whether a message was searched before the modal opened, and a text in it that may be a postcode. */
export type SearchedMessage = { readonly searched: boolean; readonly possible: Postcode | null }

const OPTIONS = { callbackId: MODAL.view, title: 'Look up street crime' }

const introduction = ({ searched, possible }: SearchedMessage): Block[] => {
  if (!searched) return []
  return possible === null
    ? [paragraph(bold('We couldn’t find a postcode in that message.'), span('\nType the postcode you mean.'))]
    : [paragraph(bold(`Did you mean the postcode ${possible}?`), span('\nLook it up, or type another.'))]
}

/** The modal that asks for a postcode. */
export const postcodeModal = (message: SearchedMessage): ModalView =>
  modal({ ...OPTIONS, submit: 'Look up' }, [
    ...introduction(message),
    textField('Postcode', MODAL.field, 'For example, LE1 1WA', { initial: message.possible ?? '' }),
  ])

/** Shown during the look-up. */
export const loadingReportModal = (postcode: Postcode): ModalView =>
  modal(OPTIONS, lookingUp(postcode).blocks)

const reportBlocks = (report: Report, { postcode, categories }: ReportQuery, note: string): Block[] => {
  const shown = countCategories(report, categories)
  const all = button('All categories', retryInModal.props({ postcode, categories: [] }))
  const noteBlocks = note === '' ? [] : [plainContext(note)]
  if (shown.total === 0)
    return [
      ...noneOfCategories(report, categories, { withButton: false }).blocks,
      ...noteBlocks,
      ...actions('ask.none', [all]),
    ]
  return [
    ...reportWithHeader(report, shown, categories),
    ...noteBlocks,
    ...actions('ask.report', [
      button('Browse incidents', browseInModal.props({ postcode, categories }), { primary: true }),
      ...(categories.length === 0 ? [] : [all]),
    ]),
    context(footer(report, shown)),
  ]
}

/**
 * The report, or why there is none: a global shortcut has no channel to answer in. `now` in ms since the epoch; `note`
 * is what is said beside the report.
 */
export const reportModal = (query: ReportQuery, result: ReportResult, now: number, note = ''): ModalView => {
  const { postcode } = query
  if (result.ok && result.value.total > 0) return modal(OPTIONS, reportBlocks(result.value, query, note))
  const failure = result.ok ? ({ kind: 'no-results', postcode } as const) : result.failure
  return modal(OPTIONS, failureMessage(failure, query, now, retryInModal.props).blocks)
}
