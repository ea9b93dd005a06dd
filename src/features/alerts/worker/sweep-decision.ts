import type { Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { AlertArea, AlertPostcode, DuePlaces, SweepState } from '../store/due-alerts.ts'

/**
 * The result of a sweep's look-up: the month of a postcode's figures, that it has no records, that the local force's
 * figures are missing, or nothing usable.
 */
export type SweepResult = Month | 'nothing-recorded' | 'figures-missing' | 'unavailable'

/** Whether a look-up has found a month. */
export const isFound = (result: SweepResult): result is Month =>
  result !== 'nothing-recorded' && result !== 'figures-missing' && result !== 'unavailable'

/** The results of one sweep so far. */
export type SweepResults = ReadonlyMap<Postcode, SweepResult>

/** What a sweep does next. */
export type SweepDecision =
  | { readonly kind: 'look-up'; readonly area: string; readonly postcode: Postcode }
  /** No postcode of the area has records: it takes the country's newest month. */
  | { readonly kind: 'advance'; readonly area: string; readonly month: Month }
  /** The supplier seems to have a problem: continue later. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'done' }

/** After so many look-ups without a usable result the sweep pauses. */
const MAX_UNAVAILABLE = 5

/**
 * Probe at most three areas without records a sweep: one postcode without records must not mask a new month, and each
 * probe costs a token.
 */
const MAX_EMPTY_AREAS = 3

/** Whether a postcode has alerts that have not announced its area's month. */
export const isDue = ({ announced }: AlertPostcode, month: Month | null): boolean =>
  month !== null && (announced === null || announced < month)

/** The state after a month was seen in an area; no area goes back to an earlier month. */
export const advanced = ({ areas, newest }: SweepState, advancedArea: string, month: Month): SweepState => ({
  areas: areas.map((area) =>
    area.area === advancedArea && isBehind(area, month) ? { ...area, month } : area,
  ),
  newest: newest === null || newest < month ? month : newest,
})

const rotate = <Item>(all: readonly Item[], by: number): readonly Item[] => {
  const from = all.length === 0 ? 0 : by % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}

const isBehind = ({ month }: AlertArea, newest: Month | null): boolean =>
  newest !== null && (month === null || month < newest)

const resultsIn = ({ postcodes }: AlertArea, results: SweepResults): SweepResult[] =>
  postcodes.flatMap(({ postcode }) => results.get(postcode) ?? [])

/**
 * Looks up the next of these postcodes; null where none is left, or a result in the area is not "nothing recorded". An
 * area that waits for its force's figures is probed once a sweep, at another of its postcodes each day: near a station
 * there may be figures of the transport police, and a street further none at all.
 */
const probe = (
  area: AlertArea,
  postcodes: readonly AlertPostcode[],
  day: number,
  results: SweepResults,
): SweepDecision | null => {
  const seen = resultsIn(area, results)
  if (seen.some((result) => result !== 'nothing-recorded') || (area.isWaiting && seen.length > 0)) return null
  const next = rotate(postcodes, day).find(({ postcode }) => !results.has(postcode))
  return next === undefined ? null : { kind: 'look-up', area: area.area, postcode: next.postcode }
}

/** Probes an area that is behind; it takes the country's month where none of its postcodes has records. */
const probeAreaBehind = (
  area: AlertArea,
  newest: Month | null,
  day: number,
  results: SweepResults,
): SweepDecision | null => {
  const lookUp = probe(area, area.postcodes, day, results)
  if (lookUp !== null || newest === null) return lookUp
  // Nothing recorded says nothing while the local force's figures are missing.
  const isEmpty =
    !area.isWaiting && area.postcodes.every(({ postcode }) => results.get(postcode) === 'nothing-recorded')
  return isEmpty ? { kind: 'advance', area: area.area, month: newest } : null
}

/** Probes an area's due postcodes: the others are looked up once one of them has the area's month. */
const probeDue = (area: AlertArea, day: number, results: SweepResults): SweepDecision | null =>
  probe(
    area,
    area.postcodes.filter((postcode) => isDue(postcode, area.month)),
    day,
    results,
  )

// Probes an area that is not behind, another one each day: where it is behind, the force may have stopped publishing.
const probeCountry = ({ areas, newest }: SweepState, day: number, results: SweepResults) => {
  const isRecent = (result: SweepResult) => isFound(result) && result >= (newest ?? '')
  if ([...results.values()].some(isRecent)) return null
  const current = areas.filter((area) => !isBehind(area, newest) && area.postcodes.length > 0)
  const probed = current.filter((area) => resultsIn(area, results).length > 0)
  if (probed.length >= MAX_EMPTY_AREAS) return null
  const area = rotate(current, day).find((candidate) => resultsIn(candidate, results).length === 0)
  return area === undefined
    ? null
    : probe(area, rotate(area.postcodes, Math.floor(day / current.length)), 0, results)
}

const firstOf = (areas: readonly AlertArea[], decide: (area: AlertArea) => SweepDecision | null) =>
  areas
    .values()
    .map(decide)
    .find((decision) => decision !== null)

/**
 * What to look up next, from the state and the results so far. While no new month is out, a sweep looks up one
 * postcode. Once an area has a new month, it looks up one postcode in each area that is behind, and one of the due
 * postcodes in the area with the month; when it shows the month, duePlaces has the area. `day` picks postcodes.
 */
export const decide = (state: SweepState, day: number, results: SweepResults): SweepDecision => {
  const seen = [...results.values()]
  const unavailable = seen.filter((result) => result === 'unavailable').length
  if (unavailable >= MAX_UNAVAILABLE) return { kind: 'pause' }
  const { areas, newest } = state
  const behind = areas.filter((area) => isBehind(area, newest))
  return (
    firstOf(behind, (area) => probeAreaBehind(area, newest, day, results)) ??
    firstOf(areas, (area) => probeDue(area, day, results)) ??
    probeCountry(state, day, results) ??
    (unavailable > 0 && unavailable === seen.length ? { kind: 'pause' } : { kind: 'done' })
  )
}

/**
 * Where this sweep has found something due: the areas in which it has seen the newest month, and the postcodes elsewhere
 * that it has looked up and that have no records.
 */
export const duePlaces = ({ areas }: SweepState, results: SweepResults): DuePlaces => ({
  areas: areas
    .filter(({ month, postcodes }) => postcodes.some((postcode) => isDue(postcode, month)))
    .filter((area) => area.month !== null && resultsIn(area, results).includes(area.month))
    .map(({ area }) => area),
  postcodes: [...results].flatMap(([postcode, result]) => (result === 'nothing-recorded' ? [postcode] : [])),
})
