import { type IncidentCounts, type PlaceCount, placeCounts } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import { MIN_FOR_PERCENT } from '../slack/ui/text-table.ts'
import { MAX_NAME } from './breakdowns.ts'

const MAX_PLACES = 5

/** "East Gates", "Shopping Area (2 places)". */
export const placeName = ({ name, streets }: Pick<PlaceCount, 'name' | 'streets'>): string =>
  `${cut(oneLine(name), MAX_NAME)}${streets > 1 ? ` (${count(streets)} places)` : ''}`

/** The places that are shown, and what stands above them: of few incidents or one place all, else the busiest. */
export const busiestPlaceRows = (counts: IncidentCounts) => {
  const all = placeCounts(counts)
  return counts.total < MIN_FOR_PERCENT || all.length === 1
    ? { heading: 'On or near', rows: all }
    : { heading: 'Busiest places, on or near', rows: all.filter((row) => row.count > 1).slice(0, MAX_PLACES) }
}

/** Places as they are shown; no heading stands above a sentence that names none. */
export type BusiestPlaces = { readonly heading: string | null; readonly text: string }

/**
 * Where incidents cluster: places with two or more, five at most; of fewer than MIN_FOR_PERCENT incidents all places;
 * and how many have no street. A place without a count has one. A blank name is not among the streets, though together
 * those are often the most common. `gap` separates a name and its count.
 */
export const busiestPlaces = (counts: IncidentCounts, gap = ' '): BusiestPlaces => {
  const { total, streetNotGiven } = counts
  const { heading, rows } = busiestPlaceRows(counts)
  const names = rows.map((row) =>
    row.count === 1 ? placeName(row) : `${placeName(row)}${gap}${count(row.count)}`,
  )
  const none = total === streetNotGiven ? '' : 'No place has more than one incident.'
  const named = names.length === 0 ? none : `${names.join(', ')}.`
  const notGiven = streetNotGiven === 0 ? '' : `Street not given: ${count(streetNotGiven)}.`
  return { heading: names.length === 0 ? null : heading, text: `${named} ${notGiven}`.trim() }
}
