import type { Figures } from '../crime/report.ts'
import { cut, oneLine } from '../slack/limits.ts'
import { count } from './numbers.ts'

const SHOWN = 5
const LONGEST_NAME = 60

/**
 * Where incidents cluster: places with two or more, five at most, and how many have no street. Blank names
 * are never among the places, though together they are the most common of all (DATA.md).
 */
export const placesInWords = ({ byPlace, streetNotGiven }: Figures): string => {
  const busiest = byPlace.filter((row) => row.count > 1).slice(0, SHOWN)
  const named =
    busiest.length === 0
      ? 'No place has more than one.'
      : `${busiest.map((row) => `${cut(oneLine(row.place.name), LONGEST_NAME)} ${count(row.count)}`).join(', ')}.`
  return streetNotGiven === 0 ? named : `${named} Street not given: ${count(streetNotGiven)}.`
}
