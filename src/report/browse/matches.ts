import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../../crime/category.ts'
import { createUintArray, type IncidentDetails, type Incidents } from '../../crime/incidents.ts'
import { groupOfIncident, type OutcomeGroup } from '../../crime/outcome.ts'
import { oneLine } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { countPlaces, inPlace, readStreetId } from '../../crime/street.ts'
import { cut } from '../../slack/ui/limits.ts'
import {
  type Browsed,
  type BrowseState,
  filterOfCategory,
  MULTIPLE_CATEGORIES,
  monthsInId,
  NOT_GIVEN,
  rowOfPlace,
} from './state.ts'

/** A place of a report, or its streets without a name. */
export type Place = {
  /** "East Gates", "Street not given". */
  readonly name: string
  readonly isNamed: boolean
  /** The indices of its streets in `Incidents.streets`. */
  readonly at: readonly number[]
  /** What the menu of places carries for it: its id (see `placeIds`), or NOT_GIVEN. */
  readonly value: string
  /** What a button carries for it: "#12", the position of its first street, since a button may hold no street id. */
  readonly row: string
}

const MAX_NAME = 60

/** The places of some incidents, in the order of publication, with their counts; `counts` are per street. */
const matchingPlaces = ({ streets }: Incidents, counts: ArrayLike<number>): MatchingPlace[] =>
  countPlaces(streets, counts).map(({ id, at, ...counted }) => ({
    ...counted,
    place:
      id === null
        ? { name: 'Street not given', isNamed: false, at, value: NOT_GIVEN, row: NOT_GIVEN }
        : {
            name: cut(oneLine(streets[at[0] ?? 0]?.name ?? ''), MAX_NAME),
            isNamed: true,
            at,
            value: String(id),
            row: `#${at[0]}`,
          },
  }))

/** The places of some incidents, in the order of publication. */
export const placesIn = (incidents: Incidents): readonly Place[] =>
  matchingPlaces(incidents, []).map(({ place }) => place)

// With several processes, another one may have drawn the row from newer figures than this one holds.
const wasDrawnFrom = (report: Report, drawnAt: string | undefined, months: string | undefined): boolean =>
  report.fetchedAt <= Number(drawnAt) && months === monthsInId(report)

/** The place that a menu or a row names; null where the report does not have it, or the row is of other figures. */
const chosenPlace = (report: Report, chosen: string | null): Place | null => {
  if (chosen === null) return null
  const { incidents } = report
  const places = placesIn(incidents)
  const [, position, drawnAt, months] = /^(#\d+)\.(\d+)([\d.-]*)$/.exec(chosen) ?? []
  if (position !== undefined && wasDrawnFrom(report, drawnAt, months))
    return places.find(({ row }) => row === position) ?? null
  const id = readStreetId(chosen)
  const isIn = id === null ? [] : inPlace(incidents.streets, id)
  return places.find(({ value, at }) => value === chosen || isIn[at[0] ?? 0] === true) ?? null
}

/** Which incidents are shown: those of a category, an outcome group and a place; null lets all through. */
export type IncidentFilter = Pick<BrowseState, 'category' | 'several' | 'outcome'> & {
  readonly place: Place | null
}

const passesCategory = ({ category, several }: IncidentFilter, details: IncidentDetails): boolean =>
  category === null ||
  (category === MULTIPLE_CATEGORIES
    ? several.includes(details.category)
    : filterOfCategory(details.category) === category)

const passesOutcome = ({ outcome: chosen }: IncidentFilter, details: IncidentDetails): boolean =>
  chosen === null || groupOfIncident(details) === chosen

/** For each entry of the two intern tables, whether it passes. They are far fewer than incidents. */
export const passingEntries = (incidents: Incidents, filter: IncidentFilter) => {
  const { details, streets } = incidents
  const streetPasses = new Uint8Array(streets.length).fill(filter.place === null ? 1 : 0)
  for (const at of filter.place?.at ?? []) streetPasses[at] = 1
  return {
    detailsPass: Uint8Array.from(details, (one) =>
      passesCategory(filter, one) && passesOutcome(filter, one) ? 1 : 0,
    ),
    streetPasses,
  }
}

/** A place and how many incidents match there. */
export type MatchingPlace = {
  readonly place: Place
  /** How many of its streets they are on, by the police's ids; 1 without a name. */
  readonly streets: number
  readonly count: number
}

/** What can be chosen, with the number of incidents that choosing it shows: at least one, the other filters applied. */
export type Matches = {
  /** Incidents that pass all filters. */
  readonly total: number
  /** Those among them that are anti-social behaviour without an outcome. */
  readonly outcomeNotPublished: number
  /** By filterOfCategory, largest first, then by name. */
  readonly categories: readonly (readonly [string, number])[]
  /** Of the categories that MULTIPLE_CATEGORIES stands for. */
  readonly several: number
  readonly outcomes: ReadonlyMap<OutcomeGroup, number>
  /** Largest first, then by name; last the one without a name. */
  readonly places: readonly MatchingPlace[]
}

// Thousands of places may have one incident each, and a collator takes ten times as long.
const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byCount = (a: MatchingPlace, b: MatchingPlace): number =>
  Number(b.place.isNamed) - Number(a.place.isNamed) ||
  b.count - a.count ||
  compareNames(a.place.name, b.place.name)

/** Counts what each menu offers, in one pass over the incidents. */
export const countMatches = (incidents: Incidents, filter: IncidentFilter): Matches => {
  const { details, streets, detailsAt, streetAt, length } = incidents
  const { detailsPass, streetPasses } = passingEntries(incidents, filter)
  const perDetails = createUintArray(details.length, length)
  const perStreet = createUintArray(streets.length, length)
  for (let at = 0; at < length; at += 1) {
    const entry = detailsAt[at] ?? 0
    const street = streetAt[at] ?? 0
    perDetails[entry] = (perDetails[entry] ?? 0) + (streetPasses[street] ?? 0)
    perStreet[street] = (perStreet[street] ?? 0) + (detailsPass[entry] ?? 0)
  }
  const categories = new Map<string, number>()
  const outcomes = new Map<OutcomeGroup, number>()
  const add = <Key>(counts: Map<Key, number>, key: Key, found: number): void => {
    if (found > 0) counts.set(key, (counts.get(key) ?? 0) + found)
  }
  let [total, outcomeNotPublished, several] = [0, 0, 0]
  details.forEach((one, at) => {
    const found = perDetails[at] ?? 0
    if (passesCategory(filter, one)) add(outcomes, groupOfIncident(one), found)
    if (!passesOutcome(filter, one)) return
    add(categories, filterOfCategory(one.category), found)
    if (passesCategory(filter, one)) {
      total += found
      if (one.category === ANTI_SOCIAL_BEHAVIOUR && one.outcome === null) outcomeNotPublished += found
    }
    if (filter.several.includes(one.category)) several += found
  })
  return {
    total,
    outcomeNotPublished,
    categories: [...categories].sort(
      ([a, countA], [b, countB]) => countB - countA || compareNames(categoryOf(a).name, categoryOf(b).name),
    ),
    several,
    outcomes,
    places: matchingPlaces(incidents, perStreet)
      .filter(({ count }) => count > 0)
      .sort(byCount),
  }
}

/** What a person's filters let through of a report. */
export type FilteredReport = {
  readonly report: Report
  readonly filter: IncidentFilter
  readonly matches: Matches
  /** A row was pressed that was drawn from other figures: which place it named is not known any more. */
  readonly isRowOutdated: boolean
}

/** Applies a person's filters. A place that the report does not have is no filter. */
export const findMatches = (report: Report, browsed: Omit<Browsed, 'menus'>): FilteredReport => {
  const { category, several, outcome } = browsed.state
  const filter = { category, several, outcome, place: chosenPlace(report, browsed.place) }
  const isRowOutdated = filter.place === null && rowOfPlace(browsed.place) !== null
  return { report, filter, matches: countMatches(report.incidents, filter), isRowOutdated }
}
