import { categoryOf } from '../../crime/category.ts'
import { outcomeShortName } from '../../crime/outcome.ts'
import type { IncidentCounts } from '../../crime/report.ts'
import type { ChartPoint } from '../../slack/ui/charts.ts'
import { capitalised, count, spelledOut } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'

/** "Five other outcomes", in at most 20 characters: "12 other outcomes". */
export const othersLabel = (number: number, what: string): string => {
  const label = `${capitalised(spelledOut(number))} other ${what}`
  return label.length <= LIMITS.chartLabel ? label : `${count(number)} other ${what}`
}

// Points beyond the limit become one, so that the values still add up.
const foldPoints = (points: readonly ChartPoint[], max: number, what: string): ChartPoint[] => {
  if (points.length <= max) return [...points]
  const rest = points.slice(max - 1)
  const value = rest.reduce((sum, point) => sum + point.value, 0)
  return [...points.slice(0, max - 1), { label: othersLabel(rest.length, what), value }]
}

/** A point for each category that has incidents, largest count first, 20 at most. They add up to the total. */
export const categoryPoints = ({ byCategory }: IncidentCounts): ChartPoint[] =>
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

/** Whether a chart has something to compare: at least two segments or, of several categories, two bars. */
export const canBeCharted = (
  { byCategory, byOutcome, outcomeNotGiven, outcomeNotPublished }: IncidentCounts,
  categories: readonly string[],
): boolean => {
  const segments = byOutcome.length + Number(outcomeNotGiven > 0) + Number(outcomeNotPublished > 0)
  return segments > 1 || (categories.length !== 1 && byCategory.length > 1)
}
