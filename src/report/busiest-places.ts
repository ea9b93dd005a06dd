import { type IncidentCounts, type PlaceCount, placeCounts } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import { MAX_NAME } from './breakdowns.ts'

const MAX_PLACES = 5

/** "East Gates", "Shopping Area (2 places)". */
export const placeName = ({ name, streets }: Pick<PlaceCount, 'name' | 'streets'>): string =>
  `${cut(oneLine(name), MAX_NAME)}${streets > 1 ? ` (${count(streets)} places)` : ''}`

/**
 * Where incidents cluster: places with two or more, five at most, and how many incidents have no street. A blank name
 * is not among the streets, though together those are often the most common. `gap` separates a name and its count.
 */
export const busiestStreets = (counts: IncidentCounts, gap = ' '): string => {
  const busiest = placeCounts(counts, 2)
    .slice(0, MAX_PLACES)
    .map((row) => `${placeName(row)}${gap}${count(row.count)}`)
  const named = busiest.length === 0 ? 'No place has more than one incident.' : `${busiest.join(', ')}.`
  return counts.streetNotGiven === 0 ? named : `${named} Street not given: ${count(counts.streetNotGiven)}.`
}
