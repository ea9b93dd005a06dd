import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from './category.ts'
import type { Kind } from './incident.ts'
import { type Column, columnOf, type Incidents } from './incidents.ts'
import type { Month } from './month.ts'
import type { Postcode } from './postcode.ts'
import type { Street } from './street.ts'

/** How many incidents ended with these words. */
export type OutcomeCount = { readonly outcome: string; readonly count: number }

/** How many incidents of one category. */
export type CategoryCount = { readonly category: string; readonly count: number }

/** How many incidents on one place. */
export type PlaceCount = { readonly place: Street; readonly count: number }

/** The same for hundreds of places, side by side: `counts[at]` incidents on `places[at]`, perhaps none. */
export type PlaceCounts = { readonly places: readonly Street[]; readonly counts: Column }

/** The figures of a set of incidents. Every breakdown adds up to the total. */
export type Figures = {
  readonly total: number
  /** The months covered, oldest first; nearly always one. */
  readonly months: readonly Month[]
  /** Most first, then by name. */
  readonly byCategory: readonly CategoryCount[]
  /** Most first, then by the police's words. */
  readonly byOutcome: readonly OutcomeCount[]
  /** As published; `placeCounts` puts them in order for whoever shows them. */
  readonly byPlace: PlaceCounts
  readonly streetNotGiven: number
  /** Anti-social behaviour: no outcome is ever published. */
  readonly outcomeNotPublished: number
  /** No outcome although its category has them. */
  readonly outcomeNotGiven: number
}

/** What is known near a postcode in the latest published month. */
export type Report = Figures & {
  readonly postcode: Postcode
  readonly incidents: Incidents
  /** Records of the same answer that could not be read. */
  readonly unreadable: number
  /** When the answer arrived, in ms since the epoch. */
  readonly fetchedAt: number
}

const byCountThenWords =
  <Row extends { readonly count: number }>(words: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    b.count - a.count || (words(a) < words(b) ? -1 : words(a) > words(b) ? 1 : 0)

/** How many incidents are of each kind, and how many of those that pass are on each place. */
const countEach = ({ kinds, places, kindAt, placeAt }: Incidents, passes: (kind: Kind) => boolean) => {
  const passing = Uint8Array.from(kinds, (kind) => (passes(kind) ? 1 : 0))
  const ofKind = columnOf(kinds.length, kindAt.length)
  const onPlace = columnOf(places.length, kindAt.length)
  for (let at = 0; at < kindAt.length; at += 1) {
    const kind = kindAt[at] ?? 0
    const place = placeAt[at] ?? 0
    const one = passing[kind] ?? 0
    ofKind[kind] = (ofKind[kind] ?? 0) + one
    onPlace[place] = (onPlace[place] ?? 0) + one
  }
  return { ofKind, onPlace }
}

/** How many incidents there are of what `read` says of their kinds. */
const tally = <Key>(kinds: readonly Kind[], ofKind: Column, read: (kind: Kind) => Key): Map<Key, number> => {
  const counts = new Map<Key, number>()
  kinds.forEach((kind, at) => {
    const count = ofKind[at] ?? 0
    const key = read(kind)
    if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count)
  })
  return counts
}

const categoryRows = (counts: ReadonlyMap<string, number>): CategoryCount[] =>
  [...counts]
    .map(([category, count]) => ({ category, count }))
    .sort(byCountThenWords((row) => categoryOf(row.category).name))

const outcomeRows = (counts: ReadonlyMap<string | null, number>): OutcomeCount[] =>
  [...counts]
    .flatMap(([outcome, count]) => (outcome === null ? [] : [{ outcome, count }]))
    .sort(byCountThenWords((row) => row.outcome))

/** The named places with any incident, most first, then by name: for whoever shows them, and not kept. */
export const placeCounts = ({ byPlace: { places, counts } }: Pick<Figures, 'byPlace'>): PlaceCount[] =>
  places
    .flatMap((place, at) => {
      const count = counts[at] ?? 0
      return count === 0 || place.name === '' ? [] : [{ place, count }]
    })
    .sort(byCountThenWords((row) => row.place.name))

const monthsOf = (kinds: readonly Kind[], ofKind: Column): Month[] =>
  [...tally(kinds, ofKind, ({ month }) => month).keys()].sort()

const sum = (counts: Iterable<number>): number => {
  let total = 0
  for (const count of counts) total += count
  return total
}

/**
 * Counts incidents by category, outcome and place: all of them, or those whose kind passes. Nothing is
 * de-duplicated.
 */
export const figuresOf = (incidents: Incidents, passes: (kind: Kind) => boolean = () => true): Figures => {
  const { kinds, places } = incidents
  const { ofKind, onPlace } = countEach(incidents, passes)
  const total = sum(ofKind)
  const outcomes = tally(kinds, ofKind, ({ outcome }) => outcome)
  const unended = tally(kinds, ofKind, ({ outcome, category }) => (outcome === null ? category : null))
  const notPublished = unended.get(ANTI_SOCIAL_BEHAVIOUR) ?? 0
  return {
    total,
    months: monthsOf(kinds, ofKind),
    byCategory: categoryRows(tally(kinds, ofKind, ({ category }) => category)),
    byOutcome: outcomeRows(outcomes),
    byPlace: { places, counts: onPlace },
    streetNotGiven: sum(onPlace.filter((_, at) => places[at]?.name === '')),
    outcomeNotPublished: notPublished,
    outcomeNotGiven: (outcomes.get(null) ?? 0) - notPublished,
  }
}

/** The figures of one category of a report; all zero where it has none. */
export const figuresOfCategory = (report: Report, category: string): Figures =>
  figuresOf(report.incidents, (kind) => kind.category === category)

/** The figures of several categories of a report together; of all of it where none is named. */
export const figuresOfCategories = (report: Report, categories: readonly string[]): Figures =>
  categories.length === 0 ? report : figuresOf(report.incidents, (kind) => categories.includes(kind.category))
