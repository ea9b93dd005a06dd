import type { ModalView } from '@slack/types'
import type { Report } from '../../crime/report.ts'
import type { ReportQuery } from '../../crime/report-query.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { type Block, context, plain, preformatted } from '../../slack/ui/blocks.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { failureMessage } from '../failure-message.ts'
import { lookingUp } from '../loading-message.ts'
import { noneOfCategory } from '../none-message.ts'
import { staleButton } from '../notices.ts'
import { retryText } from './actions.ts'
import { plainText } from './plain-text.ts'

// Nothing to remember: what it is of stands in the button that opened it, and in that of Try again.
const modal = (blocks: readonly Block[]): ModalView => ({
  type: 'modal',
  callback_id: 'text',
  title: plain('Copy as text', LIMITS.viewTitle),
  close: plain('Close', LIMITS.viewTitle),
  blocks: [...blocks],
})

/** Opened at once, while the look-up is under way. */
export const loadingText = ({ postcode }: ReportQuery): ModalView => modal(lookingUp(postcode).blocks)

/** In place of a view whose button this version did not write. */
export const staleText = (): ModalView => modal(staleButton().blocks)

// Preformatted and no input, though an input is selected by one key: what stands in an input is state, which Slack
// sends back to the app, and these are the supplier's figures, to be shown and never read back. It would be cut at
// 3,000 characters, too, wants a button to submit it, and has no columns.
const copied = (report: Report, category: string | null): readonly Block[] => {
  if (category !== null && !report.byCategory.some((row) => row.category === category))
    return noneOfCategory(report, category, { withButton: false }).blocks
  return [context(mrkdwn`Select the text below and copy it.`), preformatted(plainText(report, category))]
}

/** A report as plain text to be copied, or why there is none. `now` in ms since the epoch. */
export const textModal = (found: ReportResult, query: ReportQuery, now: number): ModalView => {
  if (!found.ok) return modal(failureMessage(found.failure, query, now, retryText.press).blocks)
  return modal(copied(found.value, query.category))
}
