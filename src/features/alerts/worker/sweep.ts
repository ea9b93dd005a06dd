import { dayInLondon } from '../../../crime/day.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import type { SweepState } from '../store/due-alerts.ts'
import { dayNumber, nextDeliveryTime } from './delivery-config.ts'
import type { JobContext } from './jobs.ts'
import { classifyLookup } from './lookup-result.ts'
import { advanced, decide, duePostcodes, type SweepAnswer, type SweepAnswers } from './sweep-decision.ts'

/** How long a supplier with a problem is left alone, in ms. */
export const SUPPLIER_PAUSE_MS = 30 * 60_000

type SweepContext = Pick<JobContext, 'deliveries' | 'lookup' | 'jobs' | 'clock' | 'stopping'>

/** How far a sweep has come, and when it has to be continued; null where it is complete. */
type Progress = {
  readonly state: SweepState
  readonly answers: SweepAnswers
  readonly continueAt: number | null
}

const lookUp = async (
  { lookup, clock }: SweepContext,
  postcode: Postcode,
): Promise<SweepAnswer | { readonly until: number }> => {
  const result = classifyLookup(await lookup.near(postcode, null), clock())
  if (result.kind === 'wait') return result
  if (result.kind === 'figures') return result.month
  return result.kind === 'unavailable' ? 'unavailable' : 'nothing-recorded'
}

const lookAround = async (context: SweepContext, today: string): Promise<Progress> => {
  const { deliveries, clock, stopping } = context
  const day = dayNumber(clock())
  const answers = new Map<Postcode, SweepAnswer>()
  let state = await deliveries.sweepState(today)
  for (;;) {
    if (stopping.aborted) return { state, answers, continueAt: clock() }
    const next = decide(state, day, answers)
    if (next.kind === 'done') return { state, answers, continueAt: null }
    if (next.kind === 'pause') return { state, answers, continueAt: clock() + SUPPLIER_PAUSE_MS }
    const answer = next.kind === 'advance' ? next.month : await lookUp(context, next.postcode)
    if (typeof answer === 'object') return { state, answers, continueAt: answer.until }
    if (next.kind === 'look-up') answers.set(next.postcode, answer)
    if (answer === 'nothing-recorded' || answer === 'unavailable') continue
    const month = state.areas.find(({ area }) => area === next.area)?.month ?? null
    if (month === null || month < answer) await deliveries.advanceArea(next.area, answer)
    state = advanced(state, next.area, answer)
  }
}

/**
 * The daily sweep: looks up as few postcodes as show what is new, remembers how far each area has come, and queues one
 * check for each due postcode. `check` delivers what was looked up, without another call. Started by night, a sweep is put
 * back until morning.
 */
export const sweep = async (
  context: SweepContext,
  check: (postcode: Postcode) => Promise<void>,
): Promise<void> => {
  const { jobs, clock } = context
  const now = clock()
  if (nextDeliveryTime(now) > now) return jobs.sweep(nextDeliveryTime(now))
  const { state, answers, continueAt } = await lookAround(context, dayInLondon(now))
  if (continueAt !== null) await jobs.sweep(nextDeliveryTime(continueAt))
  await jobs.check(duePostcodes(state, answers), clock())
  await Promise.all([...answers.keys()].map(check))
}
