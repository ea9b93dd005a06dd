import type { Postcode } from '../crime/postcode.ts'
import { countIncidents, type Report } from '../crime/report.ts'
import { failed, success } from '../lib/result.ts'
import type { PostcodeArea, SupplierResult } from '../postcodearea/client.ts'
import { type LookupFailure, OPERATORS_FIX } from '../postcodearea/lookup-failure.ts'
import type { Asker, Owner } from '../slack/identity.ts'
import { createCache, type ReportResult } from './cache.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { Quota } from './quota.ts'

/** The only way to a report. */
export type Lookup = {
  /**
   * From memory, from a call already under way, or by one call. Only what makes a call counts against the
   * asker's limits; nobody (null) has none. Rejects only on a defect of ours.
   */
  readonly near: (postcode: Postcode, asker: Asker) => Promise<ReportResult>
  /** What memory holds, and nothing else: never a call, so it costs no token. */
  readonly peek: (postcode: Postcode) => ReportResult | undefined
  /** The same, to be given as an answer: counts as a look-up. */
  readonly recall: (postcode: Postcode) => ReportResult | undefined
  /** Forgets every answer, and the timers with it. */
  readonly close: () => void
}

/** Where a look-up tells the operator what went wrong. */
export type LookupLog = {
  readonly warn: (fields: object, message: string) => void
}

/** What a look-up needs. `clock` gives ms since the epoch. */
export type LookupOptions = {
  readonly supplier: Pick<PostcodeArea, 'incidentsNear'>
  readonly clock: () => number
  readonly maxBytes: number
  readonly log: LookupLog
  /** Without it everybody has as many look-ups as they like. */
  readonly allowance?: Quota
}

const toReport = (postcode: Postcode, { incidents, unreadable, arrivedAt }: SupplierResult): Report => ({
  ...countIncidents(incidents),
  postcode,
  incidents,
  unreadable,
  fetchedAt: arrivedAt,
})

const tellOperator = (log: LookupLog, { kind }: LookupFailure, because: string): void => {
  const fix = OPERATORS_FIX[kind]
  if (fix !== null) log.warn({ failure: kind, because, call: 'GET /crime-incidents/' }, fix)
}

/** Look-ups with a one-hour memory, one flight a postcode, and cool-downs. */
export const createLookup = (options: LookupOptions): Lookup => {
  const { supplier, clock, maxBytes, log, allowance } = options
  const cache = createCache(maxBytes, clock)
  const cooldown = createCircuitBreaker(clock)
  // Beside the cache, so that a full cache cannot drop a flight and fetch its postcode twice.
  const flights = new Map<Postcode, Promise<ReportResult>>()

  const fly = async (postcode: Postcode): Promise<ReportResult> => {
    const calledAt = clock()
    const answered = await supplier.incidentsNear(postcode)
    if (answered.ok) {
      const found = success(toReport(postcode, answered.value))
      cache.keep(postcode, found, answered.value.arrivedAt)
      return found
    }
    const { failure, because } = answered.failure
    tellOperator(log, failure, because)
    cooldown.note(failure)
    const found = failed(failure)
    // A failure does not say when it arrived; no earlier than this.
    cache.keep(postcode, found, calledAt)
    return found
  }

  const share = (postcode: Postcode): Promise<ReportResult> => {
    const flight = fly(postcode).finally(() => flights.delete(postcode))
    flights.set(postcode, flight)
    return flight
  }

  /** What costs nothing: memory, a flight under way, or a cool-down's failure. */
  const atHand = (postcode: Postcode): ReportResult | Promise<ReportResult> | undefined => {
    const known = cache.get(postcode) ?? flights.get(postcode)
    if (known !== undefined) return known
    const paused = cooldown.current()
    return paused === null ? undefined : failed(paused)
  }

  const shareLimited = async (postcode: Postcode, asker: Owner, limits: Quota): Promise<ReportResult> => {
    const refusal = await limits.take(asker)
    // Counting may take its time: meanwhile somebody else may have asked for the same.
    const meanwhile = atHand(postcode)
    if (refusal !== null) return meanwhile ?? failed(refusal)
    const found = await (meanwhile ?? share(postcode))
    const cameFree = meanwhile !== undefined || (!found.ok && found.failure.kind === 'unreachable')
    if (cameFree) limits.giveBack(asker)
    return found
  }

  return {
    near: async (postcode, asker) => {
      const free = atHand(postcode)
      if (free !== undefined) return free
      return asker === null || allowance === undefined
        ? share(postcode)
        : shareLimited(postcode, asker, allowance)
    },
    peek: (postcode) => cache.get(postcode),
    recall: (postcode) => cache.get(postcode),
    close: () => cache.clear(),
  }
}
