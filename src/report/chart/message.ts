import { categoryOf } from '../../crime/category.ts'
import { monthsInWords } from '../../crime/month.ts'
import { countCategory, type IncidentCounts, type Report } from '../../crime/report.ts'
import { actions, type Block, context, header, paragraph, words } from '../../slack/ui/blocks.ts'
import { barChart, type ChartBlock, type ChartMessage, pieChart } from '../../slack/ui/charts.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { escapeWithin } from '../../slack/ui/mrkdwn.ts'
import { FEW } from '../../slack/ui/text-table.ts'
import { insideSentence } from '../breakdowns.ts'
import { footer } from '../footer.ts'
import { headlineInMrkdwn, headlineOf } from '../headline.ts'
import { type ReportView, reportMessage, title } from '../message.ts'
import { NO_OUTCOME_PUBLISHED, outcomeRows } from '../outcome-rows.ts'
import { shareButton } from '../share-button.ts'
import { figuresInWords } from '../summary.ts'
import { shareChart } from './actions.ts'
import { canBeCharted, categoryPoints, outcomePoints } from './points.ts'

const BARS = 'Incidents'

const inTitle = (by: string, { months }: Report): string => `${by}, ${monthsInWords(months)}`

const categories = (report: Report): Block | ChartBlock => {
  const points = categoryPoints(report)
  if (points.length > 1) return barChart(inTitle('By category', report), BARS, points)
  const name = categoryOf(report.byCategory[0]?.category ?? '').name
  return paragraph(words(`All are of one category: ${insideSentence(name)}.`))
}

const oneOutcome = (shown: IncidentCounts): string => {
  if (shown.outcomeNotPublished === shown.total) return NO_OUTCOME_PUBLISHED
  return `All have one outcome: ${insideSentence(outcomeRows(shown)[0]?.name ?? '')}.`
}

const outcomes = (report: Report, shown: IncidentCounts): Block | ChartBlock => {
  const points = outcomePoints(shown)
  if (points.length < 2) return paragraph(words(oneOutcome(shown)))
  const heading = inTitle('By outcome', report)
  // Slack writes per cents into a pie, and of a handful they say nothing (wireframes, NOTES.md, 5).
  return shown.total < FEW ? barChart(heading, BARS, points) : pieChart(heading, points)
}

/**
 * A report as Slack's own charts: categories as bars, outcomes as a pie; of one category its outcomes only. Where
 * there is nothing to compare it is the report itself, which says so in its words.
 */
export const chartMessage = (report: Report, view: ReportView): ChartMessage => {
  const { category, canShare, sharedBy } = view
  const shown = category === null ? report : countCategory(report, category)
  if (!canBeCharted(shown, category)) return reportMessage(report, view)
  const query = { postcode: report.postcode, category }
  return {
    text: escapeWithin(figuresInWords(report, shown, category), LIMITS.messageText),
    blocks: [
      header(title(report, category)),
      context(headlineInMrkdwn(headlineOf(report, shown, category))),
      ...(category === null ? [categories(report)] : []),
      outcomes(report, shown),
      ...actions('chart', canShare ? [shareButton(query, shareChart.press, 'this chart')] : []),
      context(footer(report, shown, sharedBy)),
    ],
  }
}
