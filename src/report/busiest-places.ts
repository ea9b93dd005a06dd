import { type IncidentCounts, streetCounts } from '../crime/report.ts'
import { count } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'

const SHOWN = 5
const LONGEST_NAME = 60

/**
 * Where incidents cluster: places with two or more, five at most, and how many have no street. Blank names
 * are never among the places, though together they are the most common of all (DATA.md). `gap` parts a name
 * from its count.
 */
export const placesInWords = (figures: IncidentCounts, gap = ' '): string => {
  const places = streetCounts(figures).map(({ street, count }) => ({ name: oneLine(street.name), count }))
  const blank = places.reduce((sum, row) => (row.name === '' ? sum + row.count : sum), figures.streetNotGiven)
  const busiest = places.filter((row) => row.name !== '' && row.count > 1).slice(0, SHOWN)
  const named =
    busiest.length === 0
      ? 'No place has more than one.'
      : `${busiest.map((row) => `${cut(row.name, LONGEST_NAME)}${gap}${count(row.count)}`).join(', ')}.`
  return blank === 0 ? named : `${named} Street not given: ${count(blank)}.`
}
