import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from './category.ts'
import { type Month, monthAt } from './dates.ts'
import { createUintArray, type IncidentDetails, Incidents, type UintArray } from './incidents.ts'
import type { Postcode } from './postcode.ts'
import { countPlaces, isNamed, type Street } from './street.ts'

/** How many incidents have an outcome, in the police's wording. */
export type OutcomeCount = { readonly outcome: string; readonly count: number }

/** How many incidents of one category. */
export type CategoryCount = { readonly category: string; readonly count: number }

/** How many incidents at one place. */
export type PlaceCount = {
  /** See `placeIds`. */
  readonly id: number
  readonly name: string
  /** How many streets of that name have incidents; nearly always one. */
  readonly streets: number
  readonly count: number
}

/** Incidents per street: `counts[at]` of them, perhaps 0, on `streets[at]`. A report has hundreds of streets. */
export type CountsByStreet = { readonly streets: readonly Street[]; readonly counts: UintArray }

/** The counts of a set of incidents. Every breakdown adds up to the total. */
export type IncidentCounts = {
  readonly total: number
  /** The months covered, oldest first; nearly always one. Of a report see `createReport`. */
  readonly months: readonly Month[]
  /** Largest count first, then by name. */
  readonly byCategory: readonly CategoryCount[]
  /** Largest count first, then by the police's wording. */
  readonly byOutcome: readonly OutcomeCount[]
  /** In the order of publication; `placeCounts` sorts them by place. */
  readonly byStreet: CountsByStreet
  readonly streetNotGiven: number
  /** Anti-social behaviour: no outcome is ever published. */
  readonly outcomeNotPublished: number
  /** No outcome, although their category has outcomes. */
  readonly outcomeNotGiven: number
  /** Those of the British Transport Police; the others are the local force's. */
  readonly transportPolice: number
}

/** What is known near a postcode in the latest published month. */
export type Report = IncidentCounts & {
  readonly postcode: Postcode
  /** What the reader calls the place, where a surface says it. */
  readonly name?: string | null
  readonly incidents: Incidents
  /** Those of `months` of which the local force's figures are missing. */
  readonly monthsMissing: readonly Month[]
  /** Records of the same answer that could not be read. */
  readonly unreadable: number
  /** When the answer arrived, in ms since the epoch. */
  readonly fetchedAt: number
}

const byCountThenName =
  <Row extends { readonly count: number }>(nameOf: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)

/** For each entry of the two intern tables, how many of the incidents that pass have it. */
const countEntries = (
  { details, streets, detailsAt, streetAt }: Incidents,
  passes: (details: IncidentDetails) => boolean,
) => {
  const passing = Uint8Array.from(details, (entry) => (passes(entry) ? 1 : 0))
  const perDetails = createUintArray(details.length, detailsAt.length)
  const perStreet = createUintArray(streets.length, detailsAt.length)
  for (let at = 0; at < detailsAt.length; at += 1) {
    const entry = detailsAt[at] ?? 0
    const street = streetAt[at] ?? 0
    const increment = passing[entry] ?? 0
    perDetails[entry] = (perDetails[entry] ?? 0) + increment
    perStreet[street] = (perStreet[street] ?? 0) + increment
  }
  return { perDetails, perStreet }
}

/** Adds up the counts of all details for which `keyOf` is the same. */
const countBy = <Key>(
  details: readonly IncidentDetails[],
  perDetails: UintArray,
  keyOf: (details: IncidentDetails) => Key,
): Map<Key, number> => {
  const counts = new Map<Key, number>()
  details.forEach((entry, at) => {
    const count = perDetails[at] ?? 0
    const key = keyOf(entry)
    if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count)
  })
  return counts
}

const categoryCounts = (counts: ReadonlyMap<string, number>): CategoryCount[] =>
  [...counts]
    .map(([category, count]) => ({ category, count, name: categoryOf(category).name }))
    .sort(byCountThenName((row) => row.name))
    .map(({ category, count }) => ({ category, count }))

const outcomeCounts = (counts: ReadonlyMap<string | null, number>): OutcomeCount[] =>
  [...counts]
    .flatMap(([outcome, count]) => (outcome === null ? [] : [{ outcome, count }]))
    .sort(byCountThenName((row) => row.outcome))

/** The places with incidents, largest count first, then by name. Sorts on every call. */
export const placeCounts = ({ byStreet }: Pick<IncidentCounts, 'byStreet'>): PlaceCount[] =>
  countPlaces(byStreet.streets, byStreet.counts)
    .flatMap(({ id, at: [first = 0], streets, count }) =>
      id === null || count === 0 ? [] : [{ id, name: byStreet.streets[first]?.name ?? '', streets, count }],
    )
    .sort(byCountThenName(({ name }) => name))

/**
 * Counts incidents by category, outcome and street: all of them, or those whose details pass. Nothing is
 * de-duplicated.
 */
export const countIncidents = (
  incidents: Incidents,
  passes: (details: IncidentDetails) => boolean = () => true,
): IncidentCounts => {
  const { details, streets } = incidents
  const { perDetails, perStreet } = countEntries(incidents, passes)
  const outcomes = countBy(details, perDetails, ({ outcome }) => outcome)
  const withoutOutcome = countBy(details, perDetails, ({ outcome, category }) =>
    outcome === null ? category : null,
  )
  const byForce = countBy(details, perDetails, ({ transportPolice }) => transportPolice)
  const outcomeNotPublished = withoutOutcome.get(ANTI_SOCIAL_BEHAVIOUR) ?? 0
  return {
    total: details.reduce((sum, _, at) => sum + (perDetails[at] ?? 0), 0),
    months: [...countBy(details, perDetails, ({ month }) => month).keys()].sort(),
    byCategory: categoryCounts(countBy(details, perDetails, ({ category }) => category)),
    byOutcome: outcomeCounts(outcomes),
    byStreet: { streets, counts: perStreet },
    streetNotGiven: streets.reduce(
      (sum, street, at) => sum + (isNamed(street) ? 0 : (perStreet[at] ?? 0)),
      0,
    ),
    outcomeNotPublished,
    outcomeNotGiven: (outcomes.get(null) ?? 0) - outcomeNotPublished,
    transportPolice: byForce.get(true) ?? 0,
  }
}

// So few local records, in an answer of many, come from the force across the border.
const MAX_STRAYS = 2
const MAX_STRAY_SHARE = 0.05

const isMissing = (total: number, transportPolice: number): boolean => {
  const local = total - transportPolice
  return transportPolice > 0 && local <= MAX_STRAYS && local < total * MAX_STRAY_SHARE
}

/** Those of some months of which the local force's figures are missing. In one pass: an odd answer has thousands. */
const missingMonths = (incidents: Incidents, months: readonly Month[]): readonly Month[] => {
  const { perDetails } = countEntries(incidents, () => true)
  const all = countBy(incidents.details, perDetails, ({ month }) => month)
  const ofTransportPolice = countBy(incidents.details, perDetails, ({ month, transportPolice }) =>
    transportPolice ? month : null,
  )
  return months.filter((month) => isMissing(all.get(month) ?? 0, ofTransportPolice.get(month) ?? 0))
}

/**
 * The report that an answer gives. Its months are those that had begun when it arrived, unless it has no other: a record
 * with a wrong year is counted, but no headline names its month. A month's local figures are missing where all its
 * incidents, or nearly all, are the British Transport Police's: a force can be late by months, and some have published
 * nothing for years.
 */
export const createReport = (
  incidents: Incidents,
  answer: Pick<Report, 'postcode' | 'unreadable' | 'fetchedAt'>,
): Report => {
  const counts = countIncidents(incidents)
  const begun = counts.months.filter((month) => month <= monthAt(answer.fetchedAt))
  const months = begun.length > 0 ? begun : counts.months
  const monthsMissing = counts.transportPolice === 0 ? [] : missingMonths(incidents, months)
  return { ...counts, months, monthsMissing, incidents, ...answer }
}

/** The report of one of its months. */
export const ofMonth = (report: Report, month: Month): Report => {
  if (report.months.length === 1) return report
  const { postcode, unreadable, fetchedAt, incidents } = report
  const { details, streets, detailsAt, streetAt } = incidents
  const isOfMonth = (_: number, at: number) => details[detailsAt[at] ?? -1]?.month === month
  const kept = [detailsAt.filter(isOfMonth), streetAt.filter(isOfMonth)] as const
  return {
    ...report,
    ...createReport(new Incidents(details, streets, ...kept), { postcode, unreadable, fetchedAt }),
  }
}

/** Whether the local force's figures of all months are missing. Such a report says nothing about what it recorded. */
export const isTransportPoliceOnly = ({
  months,
  monthsMissing,
}: Pick<Report, 'months' | 'monthsMissing'>): boolean =>
  monthsMissing.length > 0 && monthsMissing.length === months.length

/** The counts of some categories of a report together, perhaps all zero; of all of it where none is named. */
export const countCategories = (report: Report, categories: readonly string[]): IncidentCounts =>
  categories.length === 0
    ? report
    : countIncidents(report.incidents, (details) => categories.includes(details.category))
