import type { Postcode } from '../crime/postcode.ts'
import { createReport, type Report } from '../crime/report.ts'
import { failed, success } from '../lib/result.ts'
import type { LogAt } from '../observability/log.ts'
import { type Metrics, NO_METRICS } from '../observability/metrics.ts'
import type { PostcodeArea, SupplierResult } from '../postcodearea/client.ts'
import { type LookupFailure, OPERATORS_FIX } from '../postcodearea/lookup-failure.ts'
import type { Asker, Owner } from '../slack/identity.ts'
import { createCache, type ReportResult } from './cache.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { Quota } from './quota.ts'

/** The only way to a report. */
export type Lookup = {
  /**
   * From memory, from a call in flight, or by a call of its own. Only what makes a call counts against the asker's
   * quota; nobody (null) has none. That a place has no records is asked again if memory knows it from before
   * `emptyNotBefore`, in ms since the epoch: figures may have come out since. Rejects only on a defect of ours.
   */
  readonly near: (postcode: Postcode, asker: Asker, emptyNotBefore?: number) => Promise<ReportResult>
  /** What is in memory, as an answer to somebody: metrics count it as a look-up. Never makes a call. */
  readonly get: (postcode: Postcode) => ReportResult | undefined
  /** The same without counting. */
  readonly peek: (postcode: Postcode) => ReportResult | undefined
  /** Whether a call for it is under way, which whoever asks now shares. */
  readonly isInFlight: (postcode: Postcode) => boolean
  /** Forgets every answer, and the timers with it. */
  readonly close: () => void
}

export type LookupOptions = {
  readonly supplier: Pick<PostcodeArea, 'incidentsNear'>
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly maxBytes: number
  readonly log: LogAt<'warn'>
  /** Without one everybody has as many look-ups as they like. */
  readonly quota?: Quota
  readonly metrics?: Pick<Metrics, 'lookedUp' | 'supplierCalled'>
}

const toReport = (postcode: Postcode, { incidents, unreadable, arrivedAt }: SupplierResult): Report =>
  createReport(incidents, { postcode, unreadable, fetchedAt: arrivedAt })

const logFix = (log: LookupOptions['log'], { kind }: LookupFailure, because: string): void => {
  const fix = OPERATORS_FIX[kind]
  if (fix !== null) log.warn({ failure: kind, because, call: 'GET /crime-incidents/' }, fix)
}

const resultOf = (found: ReportResult): string => (found.ok ? 'report' : found.failure.kind)

/** Look-ups with a cache of an hour, one call in flight a postcode, and a circuit breaker. */
export const createLookup = (options: LookupOptions): Lookup => {
  const { supplier, clock, maxBytes, log, quota, metrics = NO_METRICS } = options
  const cache = createCache(maxBytes, clock)
  const breaker = createCircuitBreaker(clock)
  // Beside the cache: lru-cache's fetch() lets a full cache evict a pending call, whose postcode is then fetched twice.
  const inFlight = new Map<Postcode, Promise<ReportResult>>()

  const fetch = async (postcode: Postcode): Promise<ReportResult> => {
    const calledAt = clock()
    const startedAt = performance.now()
    const answered = await supplier.incidentsNear(postcode)
    const result = answered.ok ? 'report' : answered.failure.failure.kind
    metrics.supplierCalled(result, performance.now() - startedAt)
    if (answered.ok) {
      const found = success(toReport(postcode, answered.value))
      cache.keep(postcode, found, answered.value.arrivedAt)
      return found
    }
    const { failure, because } = answered.failure
    logFix(log, failure, because)
    breaker.record(failure)
    const found = failed(failure)
    // A failure does not say when it arrived: no earlier than this.
    cache.keep(postcode, found, calledAt)
    return found
  }

  const fetchOnce = (postcode: Postcode): Promise<ReportResult> => {
    const call = fetch(postcode).finally(() => inFlight.delete(postcode))
    inFlight.set(postcode, call)
    return call
  }

  /** What costs nothing: memory, a call in flight, or the circuit breaker's failure. */
  const withoutCall = (postcode: Postcode): ReportResult | Promise<ReportResult> | undefined => {
    const known = cache.get(postcode) ?? inFlight.get(postcode)
    if (known !== undefined) return known
    const failure = breaker.current()
    return failure === null ? undefined : failed(failure)
  }

  const fetchWithinQuota = async (postcode: Postcode, asker: Owner, limits: Quota): Promise<ReportResult> => {
    const exceeded = await limits.consume(asker)
    // While that was counted somebody else may have asked for the same.
    const free = withoutCall(postcode)
    if (exceeded !== null) return free ?? failed(exceeded)
    const found = await (free ?? fetchOnce(postcode))
    if (free !== undefined || (!found.ok && found.failure.kind === 'unreachable')) limits.refund(asker)
    return found
  }

  const find = async (postcode: Postcode, asker: Asker): Promise<ReportResult> => {
    const free = withoutCall(postcode)
    if (free !== undefined) return free
    return asker === null || quota === undefined
      ? fetchOnce(postcode)
      : fetchWithinQuota(postcode, asker, quota)
  }

  return {
    near: async (postcode, asker, emptyNotBefore = 0) => {
      cache.dropEmpty(postcode, emptyNotBefore)
      const fromMemory = cache.get(postcode) !== undefined
      try {
        const found = await find(postcode, asker)
        metrics.lookedUp(resultOf(found), fromMemory)
        return found
      } catch (error) {
        metrics.lookedUp('internal', fromMemory)
        throw error
      }
    },
    get: (postcode) => {
      const found = cache.get(postcode)
      if (found !== undefined) metrics.lookedUp(resultOf(found), true)
      return found
    },
    peek: (postcode) => cache.get(postcode),
    isInFlight: (postcode) => inFlight.has(postcode),
    close: () => cache.clear(),
  }
}
