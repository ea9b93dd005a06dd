import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from './category.ts'
import type { Incident } from './incident.ts'
import type { Month } from './month.ts'
import type { Place } from './place.ts'
import type { Postcode } from './postcode.ts'

/** How many incidents ended with these words. */
export type OutcomeCount = { readonly outcome: string; readonly count: number }

/** How many incidents of one category, and how those ended. */
export type CategoryCount = {
  readonly category: string
  readonly count: number
  readonly outcomes: readonly OutcomeCount[]
}

/** How many incidents on one place. */
export type PlaceCount = { readonly place: Place; readonly count: number }

/** The figures of a set of incidents. Every breakdown adds up to the total. */
export type Figures = {
  readonly total: number
  /** The months covered, oldest first; nearly always one. */
  readonly months: readonly Month[]
  /** Most first, then by name. */
  readonly byCategory: readonly CategoryCount[]
  /** Most first, then by the police's words. */
  readonly byOutcome: readonly OutcomeCount[]
  /** Named places only, most first, then by name. */
  readonly byPlace: readonly PlaceCount[]
  readonly streetNotGiven: number
  /** Anti-social behaviour: no outcome is ever published. */
  readonly outcomeNotPublished: number
  /** No outcome although its category has them. */
  readonly outcomeNotGiven: number
}

/** What is known near a postcode in the latest published month. */
export type Report = Figures & {
  readonly postcode: Postcode
  readonly incidents: readonly Incident[]
  /** Records of the same answer that could not be read. */
  readonly unreadable: number
  /** When the answer arrived, in ms since the epoch. */
  readonly fetchedAt: number
}

const byCountThenWords =
  <Row extends { readonly count: number }>(words: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    b.count - a.count || (words(a) < words(b) ? -1 : words(a) > words(b) ? 1 : 0)

const outcomeRows = (counts: ReadonlyMap<string, number>): OutcomeCount[] =>
  [...counts].map(([outcome, count]) => ({ outcome, count })).sort(byCountThenWords((row) => row.outcome))

type Tally = { count: number; none: number; outcomes: Map<string, number> }

const tallyCategories = (incidents: readonly Incident[]): Map<string, Tally> => {
  const tallies = new Map<string, Tally>()
  for (const { category, outcome } of incidents) {
    let tally = tallies.get(category)
    if (tally === undefined) {
      tally = { count: 0, none: 0, outcomes: new Map() }
      tallies.set(category, tally)
    }
    tally.count += 1
    if (outcome === null) tally.none += 1
    else tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
  }
  return tallies
}

const categoryRows = (tallies: ReadonlyMap<string, Tally>): CategoryCount[] =>
  [...tallies]
    .map(([category, tally]) => ({ category, count: tally.count, outcomes: outcomeRows(tally.outcomes) }))
    .sort(byCountThenWords((row) => categoryOf(row.category).name))

const allOutcomes = (tallies: Iterable<Tally>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { outcomes } of tallies)
    for (const [outcome, count] of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + count)
  return counts
}

const placeRows = (incidents: readonly Incident[]): PlaceCount[] => {
  // Places are shared by street id, so the object itself is the key.
  const rows = new Map<Place, { place: Place; count: number }>()
  for (const { place } of incidents) {
    const row = rows.get(place)
    if (row === undefined) rows.set(place, { place, count: 1 })
    else row.count += 1
  }
  return [...rows.values()]
}

const monthsOf = (incidents: readonly Incident[]): Month[] => {
  const months = new Set<Month>()
  for (const { month } of incidents) months.add(month)
  return [...months].sort()
}

/** Counts incidents by category (with their outcomes), outcome and place. Nothing is de-duplicated. */
export const figuresOf = (incidents: readonly Incident[]): Figures => {
  const tallies = tallyCategories(incidents)
  const places = placeRows(incidents)
  const named = places.filter(({ place }) => place.name !== '')
  let none = 0
  for (const tally of tallies.values()) none += tally.none
  const notPublished = tallies.get(ANTI_SOCIAL_BEHAVIOUR)?.none ?? 0
  return {
    total: incidents.length,
    months: monthsOf(incidents),
    byCategory: categoryRows(tallies),
    byOutcome: outcomeRows(allOutcomes(tallies.values())),
    byPlace: named.sort(byCountThenWords((row) => row.place.name)),
    streetNotGiven: places.reduce((sum, { place, count }) => (place.name === '' ? sum + count : sum), 0),
    outcomeNotPublished: notPublished,
    outcomeNotGiven: none - notPublished,
  }
}

/** The figures of one category of a report; all zero where it has none. */
export const figuresOfCategory = (report: Report, category: string): Figures =>
  figuresOf(report.incidents.filter((incident) => incident.category === category))
