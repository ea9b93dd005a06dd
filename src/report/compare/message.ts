import type { Button, Overflow } from '@slack/types'
import { comparisonOf } from '../../crime/report-query.ts'
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
import { list } from '../../slack/ui/format.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { type Notice, noticeParagraph, noticeText } from '../../slack/ui/notice.ts'
import { comparisonOverflow, openReport, retryComparison, savePlaces, shareComparison } from '../actions.ts'
import { overflowMenu, type ReportView, reportButtons, shareButtons } from '../buttons.ts'
import { footer, footerOfPlaces, sharedLine } from '../footer.ts'
import { reportWithHeader } from '../message.ts'
import { summaryText } from '../summary.ts'
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
} from './summary.ts'
import {
  type ComparisonRow,
  chartMeasure,
  comparisonRows,
  comparisonTable,
  type Measure,
  rowOrder,
} from './table.ts'

/** How a comparison is shown. `now` in ms since the epoch. */
export type ComparisonView = Omit<ReportView, 'categories'> & { readonly now: number }

type Drawn = { readonly reports: readonly ComparedReport[]; readonly rows: readonly ComparisonRow[] }

// Four do not fit one row.
const inRows = (buttons: readonly Button[]): Button[][] =>
  buttons.length > 3 ? [buttons.slice(0, 2), buttons.slice(2)] : [[...buttons]]

/** The only place of a comparison that has something to show: it is shown as its report is, with that one's buttons. */
const onlyReport = ([only, ...others]: readonly ComparedReport[]): ComparedReport | null =>
  only !== undefined && others.length === 0 && only.shown.total > 0 ? only : null

/** The button that looks the places up again; none where that cannot help. */
export const retryButtons = (compared: Compared): Button[] =>
  canRetryComparison(compared) ? [button('Try again', retryComparison.props(compared.comparison))] : []

/** Rows of buttons: a report each, and below them what is done with the comparison. */
const comparisonButtons = (
  compared: Compared,
  { reports, rows }: Drawn,
  view: ComparisonView,
): (Button | Overflow)[][] => {
  const { audience, canChart, sharedBy } = view
  const { comparison } = compared
  const { categories } = comparison
  const again = retryButtons(compared)
  const only = onlyReport(reports)
  if (only !== null) {
    const ofReport = reportButtons(only.report, only.shown, { ...view, categories })
    return again.length === 0 ? ofReport : [again, ...ofReport]
  }
  const postcodes = reports.map(({ report }) => report.postcode)
  const openReports = postcodes.map((postcode, at) =>
    button(`Report for ${postcode}`, openReport.props({ postcode, categories }, at)),
  )
  // Everyone in the channel sees a shared comparison: only buttons that act for the person who uses them.
  if (sharedBy !== null) return inRows(openReports)
  const found = comparisonOf(postcodes, categories)
  const forFound = () => [
    ...shareButtons(audience, shareComparison.props(found), 'this comparison'),
    button('Save all', savePlaces.props(comparisonOf(postcodes)), {
      label: `Save all: ${list(postcodes)}`,
    }),
    ...overflowMenu(
      comparisonOverflow,
      found,
      canChart && chartMeasure(reports, rows) !== null ? ['chart', 'text'] : ['text'],
    ),
  ]
  return postcodes.length > 1
    ? [...inRows(openReports), [...again, ...forFound()]]
    : [[...again, ...openReports]]
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
    ...(rows.length === 0
      ? []
      : [context(mrkdwn`${rowOrder(reports)}`), preformatted(comparisonTable(reports, rows, categories))]),
    ...(noRows === null ? [] : [paragraph(span(noRows))]),
    ...contextOrNone(noneRecordedAtAll(reports, categories)),
  ]
}

type Parts = { readonly text: string } & Readonly<Record<'heading' | 'table' | 'footer', readonly Block[]>>

const partsOfReport = (
  { report, shown }: ComparedReport,
  categories: readonly string[],
  failures: readonly Notice[],
): Parts => {
  const blocks = reportWithHeader(report, shown, categories)
  return {
    text: summaryText(report, shown, categories, failures.map(noticeText)),
    // The header and the headline.
    heading: blocks.slice(0, 2),
    table: blocks.slice(2),
    footer: [context(footer(report, shown))],
  }
}

/**
 * The parts of a comparison for messages and views, in their order; without any figures only why there are none. Where
 * shares are what is shown, every place has them.
 */
export const drawComparison = (compared: Compared, now: number, measure: Measure = 'counts') => {
  const { categories } = compared.comparison
  const found = comparedReports(compared)
  const reports = measure === 'counts' ? found : found.map((one) => ({ ...one, hasShares: true }))
  const rows = comparisonRows(reports, categories)
  const failures = failureTexts(compared, now)
  const only = onlyReport(reports)
  const hasReports = reports.length > 0
  const parts: Parts =
    only !== null
      ? partsOfReport(only, categories, failures)
      : {
          text: comparisonSummary(reports, rows, categories, failures),
          heading: hasReports ? headingBlocks(reports, categories) : [],
          table: hasReports ? tableBlocks(reports, rows, categories) : [],
          footer: hasReports ? [context(footerOfPlaces(reports.map(({ report }) => report)))] : [],
        }
  // Whoever asked for a place wants to know first why it is missing: that stands above the figures of the others.
  const heading = [...parts.heading, ...failures.map(noticeParagraph)]
  const caveat = contextOrNone(comparisonCaveat(reports, measure))
  return { ...parts, heading, failures, reports, rows, caveat, only }
}

/** Two to four places side by side: totals and months, why places are missing, one column a place, buttons, footer. */
export const comparisonMessage = (compared: Compared, view: ComparisonView): Message => {
  const { text, heading, table, caveat, footer: footerBlocks, ...drawn } = drawComparison(compared, view.now)
  return message(text, [
    ...sharedLine(view.sharedBy),
    ...heading,
    ...table,
    ...caveat,
    ...comparisonButtons(compared, drawn, view).flatMap((row, at) => actions(`compare.${at}`, row)),
    ...footerBlocks,
  ])
}
