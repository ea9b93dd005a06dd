import { type IncidentCounts, type PlaceCount, placeCounts } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import { MAX_NAME } from './breakdowns.ts'

const MAX_PLACES = 5

/** "East Gates", "Shopping Area (2 places)". */
export const placeName = ({ name, streets }: Pick<PlaceCount, 'name' | 'streets'>): string =>
  `${cut(oneLine(name), MAX_NAME)}${streets > 1 ? ` (${count(streets)} places)` : ''}`

const namesAndCounts = (counts: IncidentCounts, gap: string): string[] => {
  const busiest = placeCounts(counts, 2).slice(0, MAX_PLACES)
  const areFew = busiest.length === 0 && counts.total - counts.streetNotGiven <= MAX_PLACES
  return (areFew ? placeCounts(counts) : busiest).map((row) =>
    counts.total === 1 ? placeName(row) : `${placeName(row)}${gap}${count(row.count)}`,
  )
}

/** Places as they are shown; no heading stands above a sentence that names none. */
export type BusiestPlaces = { readonly heading: string | null; readonly text: string }

/**
 * Where incidents cluster: places with two or more, five at most; of few incidents at as many places all; and how
 * many have no street. A blank name is not among the streets, though together those are often the most common. `gap`
 * separates a name and its count.
 */
export const busiestPlaces = (counts: IncidentCounts, gap = ' '): BusiestPlaces => {
  const { total, streetNotGiven } = counts
  const names = namesAndCounts(counts, gap)
  const none = total === streetNotGiven ? '' : 'No place has more than one incident.'
  const named = names.length === 0 ? none : `${names.join(', ')}.`
  const notGiven = streetNotGiven === 0 ? '' : `Street not given: ${count(streetNotGiven)}.`
  const heading = total === 1 ? 'On or near' : 'Busiest places, on or near'
  return { heading: names.length === 0 ? null : heading, text: `${named} ${notGiven}`.trim() }
}
