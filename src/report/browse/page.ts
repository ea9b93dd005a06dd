import { categoryOf } from '../../crime/category.ts'
import {
  createUintArray,
  type Incident,
  type IncidentDetails,
  type Incidents,
  type UintArray,
} from '../../crime/incidents.ts'
import { outcomeGroup } from '../../crime/outcome.ts'
import { inPlace, isNamed, type Street } from '../../crime/street.ts'
import { type BrowseState, filterOfCategory, MULTIPLE_CATEGORIES } from './state.ts'

/** Which incidents are shown: those of a category, an outcome group and a place's id; null lets all through. */
export type IncidentFilter = Pick<BrowseState, 'category' | 'several' | 'outcome'> & {
  readonly street: number | null
}

/** Incidents on a page. */
export const PAGE_LENGTH = 10

/** One page of the incidents that pass a filter. */
export type IncidentPage = {
  readonly incidents: readonly Incident[]
  /** From 1; beyond the end it is the last one. */
  readonly number: number
  /** How many pages there are, at least 1. */
  readonly of: number
  /** How many incidents pass. */
  readonly total: number
  /** The position of the first incident among all that pass, from 1; 0 where none does. */
  readonly from: number
}

/** Whether incidents with these details pass. */
export const passesDetails = (
  { category, several, outcome }: IncidentFilter,
  details: IncidentDetails,
): boolean =>
  (category === null ||
    (category === MULTIPLE_CATEGORIES
      ? several.includes(details.category)
      : filterOfCategory(details.category) === category)) &&
  (outcome === null || outcomeGroup(details.outcome) === outcome)

/** For each street whether incidents on it pass. */
export const passingStreets = (
  { street: chosen }: Pick<IncidentFilter, 'street'>,
  streets: readonly Street[],
): boolean[] => (chosen === null ? streets.map(() => true) : inPlace(streets, chosen))

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

// The filter is applied to the entries of the intern tables, which are far fewer than incidents.
const passingIndices = (incidents: Incidents, filter: IncidentFilter): UintArray => {
  const { details, streets, detailsAt, streetAt } = incidents
  const detailsPass = details.map((entry) => passesDetails(filter, entry))
  const streetPasses = passingStreets(filter, streets)
  return sortedIndices(incidents).filter(
    (at) => detailsPass[detailsAt[at] ?? 0] === true && streetPasses[streetAt[at] ?? 0] === true,
  )
}

/** The page with a number, from 1, or the nearest one there is. */
export const pageOf = (incidents: Incidents, filter: IncidentFilter, wanted: number): IncidentPage => {
  const passing = passingIndices(incidents, filter)
  const of = Math.max(1, Math.ceil(passing.length / PAGE_LENGTH))
  const number = Number.isNaN(wanted) ? 1 : Math.min(of, Math.max(1, Math.floor(wanted)))
  const start = (number - 1) * PAGE_LENGTH
  const shown = Array.from(passing.subarray(start, start + PAGE_LENGTH), (at) => incidents.at(at))
  return { incidents: shown, number, of, total: passing.length, from: shown.length === 0 ? 0 : start + 1 }
}
