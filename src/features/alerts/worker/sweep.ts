import { dayInLondon, isBehind, type Month } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { hasNoRecords, type LookupResult, SUPPLIER_PAUSE_MS } from '../../../lookup/lookup-result.ts'
import type { AlertArea, AlertPostcode, DuePlaces, SweepState } from '../store/due-alerts.ts'
import { MISSING_MS } from './decide-digest.ts'
import { nextDeliveryTime } from './delivery-config.ts'
import type { JobContext } from './jobs.ts'

/** The results of one sweep so far. */
export type SweepResults = ReadonlyMap<Postcode, SweepResult>

/** What a sweep reads of a look-up; `month` where it found figures. */
export type SweepResult = { readonly kind: LookupResult['kind']; readonly month?: Month }

/** What a sweep does next. */
export type SweepDecision =
  | { readonly kind: 'look-up'; readonly area: AlertArea; readonly postcode: Postcode }
  /** No postcode of the area has records: it takes the country's newest month. */
  | { readonly kind: 'advance'; readonly area: AlertArea; readonly month: Month }
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

/** The state after a month was seen in an area; no area goes back to an earlier month. */
export const advanced = ({ areas, newest }: SweepState, behind: AlertArea, month: Month): SweepState => ({
  areas: areas.map((area) => (area === behind && isBehind(area.month, month) ? { ...area, month } : area)),
  newest: isBehind(newest, month) ? month : newest,
})

const rotate = <Item>(all: readonly Item[], by: number): readonly Item[] => {
  const from = all.length === 0 ? 0 : by % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}

const resultsIn = ({ postcodes }: AlertArea, results: SweepResults): SweepResult[] =>
  postcodes.flatMap(({ postcode }) => results.get(postcode) ?? [])

type Sweep = SweepState & { readonly day: number; readonly results: SweepResults }

/**
 * Looks up the next of these postcodes; null where none is left, or a result in the area is not "nothing recorded". An
 * area that waits for its force's figures is probed once a sweep, at another of its postcodes each day: near a station
 * there may be figures of the transport police, and a street further none at all.
 */
const probe = (
  { day, results }: Sweep,
  area: AlertArea,
  postcodes: readonly AlertPostcode[] = rotate(area.postcodes, day),
): SweepDecision | null => {
  const seen = resultsIn(area, results)
  if (!seen.every(hasNoRecords) || (area.isWaiting && seen.length > 0)) return null
  const next = postcodes.find(({ postcode }) => !results.has(postcode))
  return next === undefined ? null : { kind: 'look-up', area, postcode: next.postcode }
}

/** Probes an area that is behind; it takes the country's month where none of its postcodes has records. */
const probeAreaBehind = (sweep: Sweep, area: AlertArea): SweepDecision | null => {
  const { newest, results } = sweep
  const lookUp = probe(sweep, area)
  if (lookUp !== null || newest === null) return lookUp
  // Nothing recorded says nothing while the local force's figures are missing.
  const seen = resultsIn(area, results)
  const isEmpty = !area.isWaiting && seen.length === area.postcodes.length && seen.every(hasNoRecords)
  return isEmpty ? { kind: 'advance', area, month: newest } : null
}

/** Probes one of an area's due postcodes: the others are looked up once it has the area's month. */
const probeDue = (sweep: Sweep, area: AlertArea): SweepDecision | null => {
  const due = area.postcodes.filter(({ announced }) => isBehind(announced, area.month))
  return probe(sweep, area, rotate(due, sweep.day))
}

/** Probes an area that is not behind, another each day: where it is behind, the force may have stopped publishing. */
const probeCountry = (sweep: Sweep): SweepDecision | null => {
  const { areas, newest, day, results } = sweep
  if (results.values().some(({ month }) => month !== undefined && month >= (newest ?? ''))) return null
  const current = areas.filter((area) => !isBehind(area.month, newest) && area.postcodes.length > 0)
  const unprobed = rotate(current, day).filter((area) => resultsIn(area, results).length === 0)
  const [next] = unprobed
  if (next === undefined || current.length - unprobed.length >= MAX_EMPTY_AREAS) return null
  return probe(sweep, next, rotate(next.postcodes, Math.floor(day / current.length)))
}

const firstOf = (areas: readonly AlertArea[], decideIn: (area: AlertArea) => SweepDecision | null) =>
  areas
    .values()
    .map(decideIn)
    .find((decision) => decision !== null)

/**
 * What to look up next, from the state and the results so far. While no new month is out, a sweep looks up one
 * postcode. Once an area has a new month, it looks up one postcode in each area that is behind, and one of the due
 * postcodes in the area with the month; when it shows the month, duePlaces has the area. `day` picks postcodes.
 */
export const decide = (state: SweepState, day: number, results: SweepResults): SweepDecision => {
  const seen = [...results.values()]
  const unavailable = seen.filter(({ kind }) => kind === 'unavailable').length
  if (unavailable >= MAX_UNAVAILABLE) return { kind: 'pause' }
  const sweep = { ...state, day, results }
  const behind = state.areas.filter(({ month }) => isBehind(month, state.newest))
  return (
    firstOf(behind, (area) => probeAreaBehind(sweep, area)) ??
    firstOf(state.areas, (area) => probeDue(sweep, area)) ??
    probeCountry(sweep) ??
    (unavailable > 0 && unavailable === seen.length ? { kind: 'pause' } : { kind: 'done' })
  )
}

/**
 * Where this sweep has found something due: the areas in which it has seen the newest month, and the postcodes elsewhere
 * that it has looked up and that have no records.
 */
export const duePlaces = ({ areas }: SweepState, results: SweepResults): DuePlaces => ({
  areas: areas
    .filter(({ month, postcodes }) => postcodes.some(({ announced }) => isBehind(announced, month)))
    .filter((area) => resultsIn(area, results).some(({ month }) => month === area.month))
    .map(({ area }) => area),
  postcodes: [...results].flatMap(([postcode, result]) => (hasNoRecords(result) ? [postcode] : [])),
})

type SweepContext = Pick<JobContext, 'deliveries' | 'lookUp' | 'jobs' | 'clock' | 'stopping'>

/**
 * Looks up what the sweep needs, into `results`, and records the months of areas; gives when to continue, in ms since the
 * epoch, or null where it is complete.
 */
const probeAreas = async (
  { deliveries, lookUp, clock, stopping }: SweepContext,
  today: string,
  results: Map<Postcode, SweepResult>,
): Promise<number | null> => {
  const day = Date.parse(today) / (24 * 3_600_000)
  let state = await deliveries.sweepState(today)
  while (!stopping.aborted) {
    const next = decide(state, day, results)
    if (next.kind === 'done') return null
    if (next.kind === 'pause') return clock() + SUPPLIER_PAUSE_MS
    const { area } = next
    if (next.kind === 'advance') {
      await deliveries.advanceArea(area.area, next.month)
      state = advanced(state, area, next.month)
      continue
    }
    const result = await lookUp({ postcode: next.postcode, areaMonth: area.month })
    if (result.kind === 'wait') return result.until
    results.set(next.postcode, result)
    if (result.kind === 'figures') state = advanced(state, area, result.month)
  }
  return clock()
}

/**
 * The daily sweep: looks up as few postcodes as are needed to see which areas have a new month, records the months, and
 * queues a job for each channel in which something is due. A sweep that starts at night is queued for the morning.
 */
export const sweep = async (context: SweepContext): Promise<void> => {
  const { jobs, deliveries, clock } = context
  const now = clock()
  const today = dayInLondon(now)
  if (nextDeliveryTime(now) > now) return jobs.sweep(nextDeliveryTime(now))
  const results = new Map<Postcode, SweepResult>()
  const continueAt = await probeAreas(context, today, results)
  if (continueAt !== null) await jobs.sweep(nextDeliveryTime(continueAt))
  const seenAt = clock()
  await deliveries.makeDue(duePlaces(await deliveries.sweepState(today), results), today, seenAt)
  await jobs.channels(await deliveries.dueChannels(today, seenAt - MISSING_MS))
}
