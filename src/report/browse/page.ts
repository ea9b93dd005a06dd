import { categoryOf } from '../../crime/category.ts'
import { createUintArray, type Incident, type Incidents, type UintArray } from '../../crime/incidents.ts'
import { isNamed, type Street } from '../../crime/street.ts'
import { type IncidentFilter, passingEntries } from './matches.ts'

/** Incidents, or places, on a page. */
export const PAGE_LENGTH = 10

/** One page of a list. */
export type Page = {
  /** From 1. */
  readonly number: number
  /** How many pages there are, at least 1. */
  readonly of: number
  /** How many entries the list has. */
  readonly total: number
  /** How many entries come before the first one of the page. */
  readonly start: number
  /** How many entries the page has. */
  readonly length: number
}

/** The page with a number, from 1, of a list of `total` entries, or the nearest one there is. */
export const pageOf = (total: number, wanted: number): Page => {
  const of = Math.max(1, Math.ceil(total / PAGE_LENGTH))
  const number = Number.isNaN(wanted) ? 1 : Math.min(of, Math.max(1, Math.floor(wanted)))
  const start = (number - 1) * PAGE_LENGTH
  return { number, of, total, start, length: Math.min(PAGE_LENGTH, total - start) }
}

const collator = new Intl.Collator('en-GB', { numeric: true })

// Streets without a name come last: they are the most common, and say the least.
const compareStreets = (a: Street, b: Street): number =>
  Number(isNamed(b)) - Number(isNamed(a)) ||
  collator.compare(a.name, b.name) ||
  (a.streetId ?? 0) - (b.streetId ?? 0)

/** For each value its position in the order that `compare` gives them. */
const ranksOf = <Value>(values: readonly Value[], compare: (a: Value, b: Value) => number): Uint32Array => {
  const ranks = new Uint32Array(values.length)
  values
    .map((value, at) => ({ value, at }))
    .sort((a, b) => compare(a.value, b.value))
    .forEach(({ at }, rank) => {
      ranks[at] = rank
    })
  return ranks
}

/** The indices of the incidents by street, A to Z, then by category. */
export const sortedIndices = ({ details, streets, detailsAt, streetAt, length }: Incidents): UintArray => {
  const streetRanks = ranksOf(streets, compareStreets)
  const categoryRanks = ranksOf(
    details.map(({ category }) => categoryOf(category).name),
    collator.compare,
  )
  // One number for each incident, its street's rank before its category's and its own index last: 10,000 of them are
  // sorted without a comparing function.
  const keys = Float64Array.from(detailsAt, (entry, at) => {
    const rank = (streetRanks[streetAt[at] ?? 0] ?? 0) * details.length + (categoryRanks[entry] ?? 0)
    return rank * length + at
  })
  const indices = createUintArray(length, length)
  keys.sort().forEach((key, at) => {
    indices[at] = key % length
  })
  return indices
}

/** The incidents on a page of those that pass a filter. */
export const incidentsOn = (
  { start, length }: Pick<Page, 'start' | 'length'>,
  incidents: Incidents,
  filter: IncidentFilter,
): readonly Incident[] => {
  const { detailsPass, streetPasses } = passingEntries(incidents, filter)
  const passing = sortedIndices(incidents).filter(
    (at) =>
      detailsPass[incidents.detailsAt[at] ?? 0] === 1 && streetPasses[incidents.streetAt[at] ?? 0] === 1,
  )
  return Array.from(passing.subarray(start, start + length), (at) => incidents.at(at))
}
