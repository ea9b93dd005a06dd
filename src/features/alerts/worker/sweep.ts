import { dayInLondon } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { SweepState } from '../store/due-alerts.ts'
import { dayNumber, nextDeliveryTime } from './delivery-hours.ts'
import type { JobContext } from './jobs.ts'
import { classifyLookup } from './lookup-result.ts'
import {
  advanced,
  decide,
  duePlaces,
  isFound,
  type SweepResult,
  type SweepResults,
} from './sweep-decision.ts'

/** How long no postcode is looked up after the supplier failed, in ms. */
export const SUPPLIER_PAUSE_MS = 30 * 60_000

type SweepContext = Pick<JobContext, 'deliveries' | 'lookup' | 'jobs' | 'clock' | 'config' | 'stopping'>

/** How far a sweep has come, and when to continue it, in ms since the epoch; null where it is complete. */
type Progress = {
  readonly state: SweepState
  readonly results: SweepResults
  readonly continueAt: number | null
}

const lookUp = async (
  { lookup, clock }: SweepContext,
  postcode: Postcode,
): Promise<SweepResult | { readonly until: number }> => {
  const result = classifyLookup(await lookup.near(postcode, null), clock())
  if (result.kind === 'wait') return result
  if (result.kind === 'figures') return result.month
  return result.kind === 'unknown-postcode' ? 'nothing-recorded' : result.kind
}

const probeAreas = async (context: SweepContext, today: string): Promise<Progress> => {
  const { deliveries, clock, stopping } = context
  const day = dayNumber(clock())
  const results = new Map<Postcode, SweepResult>()
  let state = await deliveries.sweepState(today)
  for (;;) {
    if (stopping.aborted) return { state, results, continueAt: clock() }
    const next = decide(state, day, results)
    if (next.kind === 'done') return { state, results, continueAt: null }
    if (next.kind === 'pause') return { state, results, continueAt: clock() + SUPPLIER_PAUSE_MS }
    const result = next.kind === 'advance' ? next.month : await lookUp(context, next.postcode)
    if (typeof result === 'object') return { state, results, continueAt: result.until }
    if (next.kind === 'look-up') results.set(next.postcode, result)
    if (!isFound(result)) continue
    const month = state.areas.find(({ area }) => area === next.area)?.month ?? null
    if (month === null || month < result) await deliveries.advanceArea(next.area, result)
    state = advanced(state, next.area, result)
  }
}

/**
 * The daily sweep: looks up as few postcodes as are needed to see which areas have a new month, records the months, and
 * queues a job for each channel in which something is due. A sweep that starts at night is queued for the morning.
 */
export const sweep = async (context: SweepContext): Promise<void> => {
  const { jobs, deliveries, clock, config } = context
  const now = clock()
  if (nextDeliveryTime(now) > now) return jobs.sweep(nextDeliveryTime(now))
  const { state, results, continueAt } = await probeAreas(context, dayInLondon(now))
  if (continueAt !== null) await jobs.sweep(nextDeliveryTime(continueAt))
  const missing = [...results].flatMap(([postcode, result]) =>
    result === 'figures-missing' ? [postcode] : [],
  )
  const seenAt = clock()
  await deliveries.recordWaiting(missing, seenAt)
  const places = duePlaces(state, results)
  const channels = await deliveries.dueChannels(places, dayInLondon(now), seenAt - config.waitingMs)
  await jobs.channels(channels.map((channel) => ({ ...channel, ...places, seenAt })))
}
