import { categoryOf } from '../../crime/category.ts'
import { outcomeShortName } from '../../crime/outcome.ts'
import type { IncidentCounts } from '../../crime/report.ts'
import type { ChartPoint } from '../../slack/ui/charts.ts'
import { count, inWords } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'

const others = (number: number, of: string): string => {
  const words = `${inWords(number)} other ${of}`
  return words.length <= LIMITS.chartLabel ? words : `${count(number)} other ${of}`
}

// What is folded says how many it is, and is counted, so that the sum still closes.
const folded = (points: readonly ChartPoint[], most: number, of: string): ChartPoint[] => {
  if (points.length <= most) return [...points]
  const rest = points.slice(most - 1)
  const value = rest.reduce((sum, point) => sum + point.value, 0)
  return [...points.slice(0, most - 1), { label: others(rest.length, of), value }]
}

/** A point for each category that has incidents, most first, 20 at most; together they are the total. */
export const categoryPoints = ({ byCategory }: IncidentCounts): ChartPoint[] =>
  folded(
    byCategory.map((row) => ({ label: categoryOf(row.category).shortName, value: row.count })),
    LIMITS.chartPoints,
    'categories',
  )

/** A point for each outcome, most first, and for those without: six at most; together they are the total. */
export const outcomePoints = ({
  byOutcome,
  outcomeNotGiven,
  outcomeNotPublished,
}: IncidentCounts): ChartPoint[] => {
  const without = [
    { label: 'None given', value: outcomeNotGiven },
    { label: 'Not published', value: outcomeNotPublished },
  ].filter(({ value }) => value > 0)
  const outcomes = byOutcome.map((row) => ({ label: outcomeShortName(row.outcome), value: row.count }))
  return [...folded(outcomes, LIMITS.pieSegments - without.length, 'outcomes'), ...without]
}

/** Whether a chart of these figures has anything to compare: at least two bars or two segments. */
export const canBeCharted = (shown: IncidentCounts, category: string | null): boolean =>
  outcomePoints(shown).length > 1 || (category === null && categoryPoints(shown).length > 1)
