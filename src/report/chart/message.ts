import { categoryOf } from '../../crime/category.ts'
import { monthsInWords } from '../../crime/dates.ts'
import { countCategories, type IncidentCounts, type Report } from '../../crime/report.ts'
import { actions, type Block, context, header, message, paragraph, span } from '../../slack/ui/blocks.ts'
import {
  barChart,
  type ChartBlock,
  type ChartMessage,
  type ChartPoint,
  pieChart,
} from '../../slack/ui/charts.ts'
import { uncapitalised } from '../../slack/ui/format.ts'
import { MIN_FOR_PERCENT } from '../../slack/ui/text-table.ts'
import { shareChart } from '../actions.ts'
import { NO_OUTCOME_PUBLISHED, outcomeRows } from '../breakdowns.ts'
import { type ReportView, shareButtons } from '../buttons.ts'
import { footer, sharedLine } from '../footer.ts'
import { reportMessage } from '../message.ts'
import { countsText, headline, title } from '../summary.ts'
import { canBeCharted, categoryPoints, outcomePoints } from './points.ts'

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
