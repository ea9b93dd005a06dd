import type { Button, Overflow } from '@slack/types'
import { type Comparison, comparisonOf, type ParsedPostcode, postcodesOf } from '../../crime/report-query.ts'
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
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { noticeParagraph } from '../../slack/ui/notice.ts'
import { comparisonOverflow, openReport, retryComparison, savePlaces, shareComparison } from '../actions.ts'
import { overflowMenu, type ReportView, shareButtons } from '../buttons.ts'
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
  noneRecordedAtAll,
  noRowsText,
  sourceOf,
} from './summary.ts'
import { type ComparisonRow, canChartComparison, comparisonRows, comparisonTable } from './table.ts'

/** How a comparison is shown. `now` in ms since the epoch. */
export type ComparisonView = Omit<ReportView, 'categories'> & { readonly now: number }

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

type Drawn = { readonly reports: readonly ComparedReport[]; readonly rows: readonly ComparisonRow[] }

const comparisonButtons = (
  compared: Compared,
  { reports, rows }: Drawn,
  { audience, canChart, sharedBy }: ComparisonView,
): (Button | Overflow)[] => {
  const { comparison } = compared
  const { categories } = comparison
  const postcodes = reports.map(({ report }) => report.postcode)
  const reportButtons = postcodes.map((postcode, at) =>
    button(`Report for ${postcode}`, openReport.props({ postcode, categories }, at)),
  )
  // Everyone in the channel sees a shared comparison: only buttons that act for the person who uses them.
  if (sharedBy !== null) return reportButtons
  const found = comparisonOf(postcodes, categories)
  const forFound = () => [
    ...shareButtons(audience, shareComparison.props(found), 'this comparison'),
    button('Save places', savePlaces.props(comparisonOf(postcodes))),
    ...overflowMenu(
      comparisonOverflow,
      found,
      canChart && canChartComparison(reports, rows) ? ['chart', 'text'] : ['text'],
    ),
  ]
  return [
    ...reportButtons,
    ...comparison.places.flatMap((_, at) => suggestionButton(comparison, at)),
    ...(canRetryComparison(compared) ? [button('Try again', retryComparison.props(comparison))] : []),
    ...(postcodes.length > 1 ? forFound() : []),
  ]
}

const contextOrNone = (text: string | null): Block[] => (text === null ? [] : [context(mrkdwn`${text}`)])

const headingBlocks = (reports: readonly ComparedReport[], categories: readonly string[]): Block[] => [
  header(comparisonTitle(reports, categories)),
  context(mrkdwn`${comparisonHeadline(reports, (text) => `*${text}*`)}`),
]

const tableBlocks = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
  categories: readonly string[],
): Block[] => {
  const noRows = noRowsText(reports, rows)
  return [
    ...(rows.length === 0 ? [] : [preformatted(comparisonTable(reports, rows))]),
    ...(noRows === null ? [] : [paragraph(span(noRows))]),
    ...contextOrNone(noneRecordedAtAll(reports, categories)),
  ]
}

const footerOf = (reports: readonly ComparedReport[], sharedBy: string | null): Block =>
  context(footer(sourceOf(reports), { outcomeNotPublished: 0, total: 0 }, sharedBy))

/** The parts of a comparison for messages and views, in their order; without any figures only why there are none. */
export const drawComparison = (
  compared: Compared,
  { now, sharedBy }: Pick<ComparisonView, 'now' | 'sharedBy'>,
) => {
  const { categories } = compared.comparison
  const reports = comparedReports(compared)
  const rows = comparisonRows(reports, categories)
  const failures = failureTexts(compared, now)
  const hasFigures = reports.length > 0
  return {
    reports,
    rows,
    text: comparisonSummary(reports, rows, categories, failures),
    heading: hasFigures ? headingBlocks(reports, categories) : [],
    table: hasFigures ? tableBlocks(reports, rows, categories) : [],
    notes: [...contextOrNone(comparisonCaveat(reports)), ...failures.map(noticeParagraph)],
    footer: hasFigures ? [footerOf(reports, sharedBy)] : [],
  }
}

/** Two to four places side by side: totals and months, one column a place, why places are missing, buttons, footer. */
export const comparisonMessage = (compared: Compared, view: ComparisonView): Message => {
  const { text, heading, table, notes, footer: footerBlocks, ...drawn } = drawComparison(compared, view)
  return message(text, [
    ...sharedLine(view.sharedBy),
    ...heading,
    ...table,
    ...notes,
    ...actions('compare', comparisonButtons(compared, drawn, view)),
    ...footerBlocks,
  ])
}
