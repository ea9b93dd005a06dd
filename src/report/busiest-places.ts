import { type IncidentCounts, streetCounts } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import { MAX_NAME } from './breakdowns.ts'

const MAX_STREETS = 5

/**
 * Where incidents cluster: streets with two or more, five at most, and how many incidents have no street. A blank name
 * is not among the streets, though together those are often the most common. `gap` separates a name and its count.
 */
export const busiestStreets = (counts: IncidentCounts, gap = ' '): string => {
  const busiest = streetCounts(counts, 2)
    .slice(0, MAX_STREETS)
    .map((row) => `${cut(oneLine(row.street.name), MAX_NAME)}${gap}${count(row.count)}`)
  const named = busiest.length === 0 ? 'No place has more than one incident.' : `${busiest.join(', ')}.`
  return counts.streetNotGiven === 0 ? named : `${named} Street not given: ${count(counts.streetNotGiven)}.`
}
