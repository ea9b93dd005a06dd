import type { Button } from '@slack/types'
import { type Comparison, comparisonOf, type ParsedPostcode, postcodesOf } from '../../crime/report-query.ts'
import type { Audience } from '../../slack/subcommand.ts'
import {
  actions,
  type Block,
  context,
  header,
  type Message,
  message,
  paragraph,
  preformatted,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { noticeParagraph } from '../../slack/ui/notice.ts'
import { openReport, retryComparison, shareComparison } from '../actions.ts'
import { noneRecorded } from '../breakdowns.ts'
import { shareButtons } from '../buttons.ts'
import { footer, sharedLine } from '../footer.ts'
import {
  type Compared,
  type ComparedReport,
  canRetryComparison,
  comparedReports,
  failureTexts,
} from './results.ts'
import {
  comparisonCaveat,
  comparisonHeadline,
  comparisonSummary,
  comparisonTitle,
  noRowsText,
} from './summary.ts'
import { comparisonRows, comparisonTable } from './table.ts'

/** How a comparison is shown. */
export type ComparisonView = {
  readonly audience: Audience
  /** The user who shared it with a channel; null for a private answer. */
  readonly sharedBy: string | null
  /** In ms since the epoch. */
  readonly now: number
}

// No button for a suggestion that is among the places already.
const suggestionButton = (comparison: Comparison, at: number): Button[] => {
  const { places, categories } = comparison
  const place = places[at]
  if (place === undefined || place.ok || place.failure.kind !== 'invalid-postcode') return []
  const { suggestion } = place.failure
  if (suggestion === null || postcodesOf(comparison).includes(suggestion)) return []
  const suggested: ParsedPostcode = { ok: true, value: suggestion }
  const corrected = { places: places.with(at, suggested), categories }
  return [button(`Compare with ${suggestion}`, retryComparison.props(corrected, at + 1))]
}

const comparisonButtons = (compared: Compared, { audience, sharedBy }: ComparisonView): Button[] => {
  const { comparison } = compared
  const { categories } = comparison
  const postcodes = comparedReports(compared).map(({ report }) => report.postcode)
  const reports = postcodes.map((postcode, at) =>
    button(`Report for ${postcode}`, openReport.props({ postcode, categories }, at)),
  )
  // Everyone in the channel sees a shared comparison: only buttons that act for the person who uses them.
  if (sharedBy !== null) return reports
  return [
    ...reports,
    ...comparison.places.flatMap((_, at) => suggestionButton(comparison, at)),
    ...(canRetryComparison(compared) ? [button('Try again', retryComparison.props(comparison))] : []),
    ...(postcodes.length > 1
      ? shareButtons(audience, shareComparison.props(comparisonOf(postcodes, categories)), 'this comparison')
      : []),
  ]
}

const contextOrNone = (text: string | null): Block[] => (text === null ? [] : [context(mrkdwn`${text}`)])

const reportBlocks = (reports: readonly ComparedReport[], categories: readonly string[]): Block[] => {
  if (reports.length === 0) return []
  const rows = comparisonRows(reports, categories)
  const noRows = noRowsText(reports, rows)
  const byCategory = reports.flatMap(({ shown }) => shown.byCategory)
  return [
    header(comparisonTitle(reports, categories)),
    context(mrkdwn`${comparisonHeadline(reports, (text) => `*${text}*`)}`),
    ...(rows.length === 0 ? [] : [preformatted(comparisonTable(reports, rows))]),
    ...(noRows === null ? [] : [paragraph(span(noRows))]),
    ...(categories.length === 1
      ? []
      : contextOrNone(
          noneRecorded(
            reports.map(({ report }) => report),
            { byCategory },
            categories,
          ),
        )),
    ...contextOrNone(comparisonCaveat(reports)),
  ]
}

/** A comparison in blocks for messages and views: header, totals, table, caveat, why places are missing. */
export const comparisonBlocks = (compared: Compared, now: number): Block[] => [
  ...reportBlocks(comparedReports(compared), compared.comparison.categories),
  ...failureTexts(compared, now).map(noticeParagraph),
]

/** The line below the figures, with the oldest of their times; null where there are no figures. */
export const comparisonFooter = (compared: Compared, sharedBy: string | null): Mrkdwn | null => {
  const reports = comparedReports(compared).map(({ report }) => report)
  if (reports.length === 0) return null
  const fetchedAt = Math.min(...reports.map((report) => report.fetchedAt))
  const unreadable = reports.reduce((sum, report) => sum + report.unreadable, 0)
  return footer({ fetchedAt, unreadable }, { outcomeNotPublished: 0, total: 0 }, sharedBy)
}

/** Two to four places side by side: totals and months, one column a place, why places are missing, buttons, footer. */
export const comparisonMessage = (compared: Compared, view: ComparisonView): Message => {
  const reports = comparedReports(compared)
  const { categories } = compared.comparison
  const rows = comparisonRows(reports, categories)
  const footerText = comparisonFooter(compared, view.sharedBy)
  return message(comparisonSummary(reports, rows, categories, failureTexts(compared, view.now)), [
    ...sharedLine(view.sharedBy),
    ...comparisonBlocks(compared, view.now),
    ...actions('compare', comparisonButtons(compared, view)),
    ...(footerText === null ? [] : [context(footerText)]),
  ])
}
