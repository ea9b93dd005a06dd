import { categoryOf } from '../crime/category.ts'
import { monthsInWords } from '../crime/dates.ts'
import { outcomeShortName } from '../crime/outcome.ts'
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
import { MIN_FOR_PERCENT } from '../slack/ui/text-table.ts'
import { shareChart, shareComparisonChart } from './actions.ts'
import { canBeCharted, foldRows, NO_OUTCOME_PUBLISHED, othersLabel, outcomeRows } from './breakdowns.ts'
import { type ReportView, shareButtons } from './buttons.ts'
import { type ComparisonView, comparisonMessage, drawComparison } from './compare/message.ts'
import type { Compared } from './compare/results.ts'
import { canChartComparison, markedPostcode } from './compare/table.ts'
import { footer, sharedLine } from './footer.ts'
import { reportMessage } from './message.ts'
import { countsText, headline, title } from './summary.ts'

const foldPoints = (points: readonly ChartPoint[], max: number, what: string): readonly ChartPoint[] =>
  foldRows(points, max, (rest) => ({
    label: othersLabel(rest.length, what),
    value: rest.reduce((sum, { value }) => sum + value, 0),
  }))

/** A point for each category that has incidents, largest count first, 20 at most. They add up to the total. */
export const categoryPoints = ({ byCategory }: IncidentCounts): readonly ChartPoint[] =>
  foldPoints(
    byCategory.map((row) => ({ label: categoryOf(row.category).shortName, value: row.count })),
    LIMITS.chartPoints,
    'categories',
  )

/** A point for each outcome, largest count first, and for those without: six at most. They add up to the total. */
export const outcomePoints = ({
  byOutcome,
  outcomeNotGiven,
  outcomeNotPublished,
}: IncidentCounts): ChartPoint[] => {
  const withoutOutcome = [
    { label: 'None given', value: outcomeNotGiven },
    { label: 'Not published', value: outcomeNotPublished },
  ].filter(({ value }) => value > 0)
  const outcomes = byOutcome.map((row) => ({ label: outcomeShortName(row.outcome), value: row.count }))
  return [...foldPoints(outcomes, LIMITS.pieSegments - withoutOutcome.length, 'outcomes'), ...withoutOutcome]
}

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
  const { name } = categoryOf(shown.byCategory[0]?.category ?? '')
  return paragraph(span(`All are in one category: ${uncapitalised(name)}.`))
}

const singleOutcome = (counts: IncidentCounts): string =>
  counts.outcomeNotPublished === counts.total
    ? NO_OUTCOME_PUBLISHED
    : `All have the same outcome: ${uncapitalised(outcomeRows(counts)[0]?.name ?? '')}.`

const outcomeChart = (report: Report, shown: IncidentCounts): Block | ChartBlock => {
  const points = outcomePoints(shown)
  if (points.length < 2) return paragraph(span(singleOutcome(shown)))
  const heading = chartTitle('By outcome', report)
  // Slack writes per cents into a pie, which say nothing about a handful of incidents.
  return shown.total < MIN_FOR_PERCENT ? incidentBars(heading, points) : pieChart(heading, points)
}

/**
 * A report as Slack's own charts: categories as bars, outcomes as a pie; of one category its outcomes only. Where there
 * is nothing to compare it is the report itself.
 */
export const chartMessage = (report: Report, view: ReportView): ChartMessage => {
  const { categories, audience, sharedBy } = view
  const { postcode } = report
  const shown = countCategories(report, categories)
  if (!canBeCharted(shown, categories)) return reportMessage(report, view)
  return message(countsText(report, shown, categories), [
    ...sharedLine(sharedBy),
    header(title(report, categories)),
    context(headline(report, shown, categories)),
    ...(categories.length === 1 ? [] : [categoryChart(report, shown)]),
    outcomeChart(report, shown),
    ...actions(
      'chart',
      shareButtons(
        sharedBy === null ? audience : 'nobody',
        shareChart.props({ postcode, categories }),
        `this chart for ${postcode}`,
      ),
    ),
    context(footer(report, shown, sharedBy)),
  ])
}

/**
 * A comparison as Slack's own chart: a series of bars a place, in the order of the table. Where there is nothing to
 * compare it is the comparison itself.
 */
export const comparisonChart = (compared: Compared, view: ComparisonView): ChartMessage => {
  const { reports, rows, text, heading, notes, footer } = drawComparison(compared, view)
  if (!canChartComparison(reports, rows)) return comparisonMessage(compared, view)
  const { categories } = compared.comparison
  const chart = barChart(
    categories.length === 1 ? 'By outcome' : 'By category',
    reports.map(markedPostcode),
    rows.map(({ shortName, counts }) => ({ label: shortName, values: counts })),
  )
  return message(text, [
    ...sharedLine(view.sharedBy),
    ...heading,
    chart,
    ...notes,
    ...actions(
      'compare.chart',
      view.sharedBy === null
        ? shareButtons(view.audience, shareComparisonChart.props(compared.comparison), 'this chart')
        : [],
    ),
    ...footer,
  ])
}
