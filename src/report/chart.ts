import type { Button } from '@slack/types'
import { monthsInWords } from '../crime/dates.ts'
import { countCategories, type IncidentCounts, type Report } from '../crime/report.ts'
import { actions, type Block, context, header, message, paragraph, span } from '../slack/ui/blocks.ts'
import {
  barChart,
  type ChartBlock,
  type ChartMessage,
  type ChartPoint,
  pieChart,
} from '../slack/ui/charts.ts'
import { uncapitalised } from '../slack/ui/format.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import { mrkdwn } from '../slack/ui/mrkdwn.ts'
import { type Notice, noticeParagraph, noticeText } from '../slack/ui/notice.ts'
import { MIN_FOR_PERCENT } from '../slack/ui/text-table.ts'
import { shareChart, shareComparisonChart } from './actions.ts'
import {
  type BreakdownRow,
  canBeCharted,
  categoryRows,
  NO_OUTCOME_PUBLISHED,
  nameInText,
  outcomeName,
  outcomeRows,
} from './breakdowns.ts'
import { type ReportView, shareButtons } from './buttons.ts'
import { type ComparisonView, comparisonMessage, drawComparison, retryButtons } from './compare/message.ts'
import type { Compared } from './compare/results.ts'
import { chartMeasure, markedPostcodes, rowOrder } from './compare/table.ts'
import { footer, sharedLine } from './footer.ts'
import { reportMessage } from './message.ts'
import { countsText, headline, title } from './summary.ts'

const pointsOf = (rows: readonly BreakdownRow[]): readonly ChartPoint[] =>
  rows.map(({ shortName, count }) => ({ label: shortName, value: count }))

/** A point for each category that has incidents, largest count first, 20 at most. They add up to the total. */
export const categoryPoints = (counts: IncidentCounts): readonly ChartPoint[] =>
  pointsOf(categoryRows(counts, LIMITS.chartPoints))

/** A point for each outcome, largest count first, and for those without: six at most. They add up to the total. */
export const outcomePoints = (counts: IncidentCounts): readonly ChartPoint[] =>
  pointsOf(outcomeRows(counts, LIMITS.pieSegments))

const incidentBars = (heading: string, points: readonly ChartPoint[]): ChartBlock =>
  barChart(
    heading,
    ['Incidents'],
    points.map(({ label, value }) => ({ label, values: [value] })),
  )

const chartTitle = (by: string, { months }: Report): string => `${by}, ${monthsInWords(months)}`

const categoryChart = (report: Report, shown: IncidentCounts): Block | ChartBlock => {
  const points = categoryPoints(shown)
  if (points.length > 1) return incidentBars(chartTitle('By category', report), points)
  return paragraph(span(`All are in one category: ${nameInText(shown.byCategory[0]?.category ?? '')}.`))
}

const singleOutcome = ({ byOutcome: [only], outcomeNotGiven }: IncidentCounts): string => {
  if (only !== undefined) return `All have the same outcome: ${uncapitalised(outcomeName(only.outcome))}.`
  return outcomeNotGiven > 0 ? 'No outcome is given for any of them.' : NO_OUTCOME_PUBLISHED
}

const outcomeChart = (report: Report, shown: IncidentCounts): Block | ChartBlock => {
  const points = outcomePoints(shown)
  if (points.length < 2) return paragraph(span(singleOutcome(shown)))
  const heading = chartTitle('By outcome', report)
  // Slack writes per cents into a pie, which say nothing about a handful of incidents.
  return shown.total < MIN_FOR_PERCENT ? incidentBars(heading, points) : pieChart(heading, points)
}

/** What stands in a report's chart besides the report: below its headline, and in front of its own button. */
type Beside = { readonly failures: readonly Notice[]; readonly buttons: readonly Button[] }

const NOTHING: Beside = { failures: [], buttons: [] }

const reportChart = (
  report: Report,
  shown: IncidentCounts,
  { categories, audience, sharedBy }: ReportView,
  { failures, buttons }: Beside = NOTHING,
): ChartMessage => {
  const { postcode } = report
  return message(countsText(report, shown, categories, failures.map(noticeText)), [
    ...sharedLine(sharedBy),
    header(title(report, categories)),
    context(headline(report, shown, categories)),
    ...failures.map(noticeParagraph),
    ...(categories.length === 1 ? [] : [categoryChart(report, shown)]),
    outcomeChart(report, shown),
    ...actions('chart', [
      ...buttons,
      ...shareButtons(
        sharedBy === null ? audience : 'nobody',
        shareChart.props({ postcode, categories }),
        `this chart for ${postcode}`,
      ),
    ]),
    context(footer(report, shown)),
  ])
}

/**
 * A report as Slack's own charts: categories as bars, outcomes as a pie; of one category its outcomes only. Where there
 * is nothing to compare it is the report itself.
 */
export const chartMessage = (report: Report, view: ReportView): ChartMessage => {
  const shown = countCategories(report, view.categories)
  return canBeCharted(shown, view.categories) ? reportChart(report, shown, view) : reportMessage(report, view)
}

// Slack writes the numbers as they are: whole ones, as elsewhere, and 0 only where there is nothing.
const wholePercent = (part: number, whole: number): number =>
  part === 0 ? 0 : Math.max(1, Math.round((part / whole) * 100))

/**
 * A comparison as Slack's own chart: a series of bars a place. They are counts, in the order of the table, or shares where
 * the totals differ too much for counts. With figures of one place alone it is that report's chart, and says why the
 * others are missing. Where no chart is possible it is the comparison itself.
 */
export const comparisonChart = (compared: Compared, view: ComparisonView): ChartMessage => {
  const { categories } = compared.comparison
  const table = drawComparison(compared, view.now)
  const { only, failures } = table
  if (only !== null && canBeCharted(only.shown, categories))
    return reportChart(
      only.report,
      only.shown,
      { ...view, categories },
      { failures, buttons: retryButtons(compared) },
    )
  const measure = chartMeasure(table.reports, table.rows)
  if (measure === null) return comparisonMessage(compared, view)
  const ofCounts = measure === 'counts'
  const drawn = ofCounts ? table : drawComparison(compared, view.now, measure)
  const { reports, rows, text, heading, caveat, footer } = drawn
  const shares = `Share of ${categories.length === 0 ? 'each place’s' : 'these'} incidents`
  const name = `${ofCounts ? 'Incidents' : shares} ${categories.length === 1 ? 'by outcome' : 'by category'}`
  const bars = rows.map(({ shortName, counts }) => ({
    label: shortName,
    values: ofCounts ? counts : reports.map(({ shown }, at) => wholePercent(counts[at] ?? 0, shown.total)),
  }))
  return message(ofCounts ? text : `${text} Chart: ${uncapitalised(name)}, in per cent.`, [
    ...sharedLine(view.sharedBy),
    ...heading,
    context(mrkdwn`${rowOrder(reports)}`),
    barChart(name, markedPostcodes(reports), bars, ofCounts ? undefined : 'Per cent'),
    ...caveat,
    ...actions(
      'compare.chart',
      view.sharedBy === null
        ? shareButtons(view.audience, shareComparisonChart.props(compared.comparison), 'this chart')
        : [],
    ),
    ...footer,
  ])
}
