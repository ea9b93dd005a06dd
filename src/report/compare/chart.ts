import { actions, message } from '../../slack/ui/blocks.ts'
import { barChart, type ChartMessage } from '../../slack/ui/charts.ts'
import { shareComparisonChart } from '../actions.ts'
import { shareButtons } from '../buttons.ts'
import { sharedLine } from '../footer.ts'
import { type ComparisonView, comparisonMessage, drawComparison } from './message.ts'
import type { Compared } from './results.ts'
import { canChartComparison, markedPostcode } from './table.ts'

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
