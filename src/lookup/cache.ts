import { LRUCache } from 'lru-cache'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import type { Result } from '../lib/result.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'

/** A report, or the reason for none. */
export type ReportResult = Result<Report, LookupFailure>

/** The supplier's licence lets an answer be kept for an hour from its arrival. */
export const ONE_HOUR_MS = 60 * 60 * 1_000

// Measured on 200 cached city centres (heapUsed and external, after collection), with the message that is made of a
// report and kept with it.
const BYTES_OF_REPORT = 20_480
const BYTES_OF_INCIDENT = 6
const BYTES_OF_DETAILS = 72
const BYTES_OF_STREET = 130
const BYTES_OF_FAILURE = 512

const bytesOf = (found: ReportResult): number => {
  if (!found.ok) return BYTES_OF_FAILURE
  const { length, details, streets } = found.value.incidents
  return (
    BYTES_OF_REPORT +
    length * BYTES_OF_INCIDENT +
    details.length * BYTES_OF_DETAILS +
    streets.length * BYTES_OF_STREET
  )
}

/** A report, "no such postcode" and "no results"; no failure that may pass. */
const isKept = (found: ReportResult): boolean =>
  found.ok || found.failure.kind === 'postcode-not-found' || found.failure.kind === 'no-results'

const isEmpty = (found: ReportResult): boolean =>
  found.ok ? found.value.total === 0 : found.failure.kind === 'no-results'

/**
 * Answers in this process's memory, for one hour at most from their arrival, then deleted by a timer. `clock` gives ms
 * since the epoch.
 */
export const createCache = (maxBytes: number, clock: () => number) => {
  // lru-cache's own timers ask the clock, and run on for as long as it was set back.
  const timers = new Map<Postcode, NodeJS.Timeout>()
  const cache = new LRUCache<Postcode, ReportResult>({
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
    ttl: ONE_HOUR_MS,
    ttlResolution: 0,
    // lru-cache captures `performance` when it is loaded.
    perf: { now: clock },
    dispose: (_, postcode) => {
      clearTimeout(timers.get(postcode))
      timers.delete(postcode)
    },
  })
  return {
    get: (postcode: Postcode): ReportResult | undefined => cache.get(postcode),
    /** Keeps an answer that arrived at `arrivedAt` (ms since the epoch) for what is left of its hour. */
    keep: (postcode: Postcode, found: ReportResult, arrivedAt: number): void => {
      const ttl = Math.min(ONE_HOUR_MS, arrivedAt + ONE_HOUR_MS - clock())
      if (!isKept(found) || ttl <= 0) return
      cache.set(postcode, found, { ttl })
      // Larger than the whole cache: not kept.
      if (cache.has(postcode)) timers.set(postcode, setTimeout(() => cache.delete(postcode), ttl).unref())
    },
    /** Forgets that a place has no records if that answer arrived before then, in ms since the epoch. */
    dropEmpty: (postcode: Postcode, before: number): void => {
      const found = cache.get(postcode)
      if (found === undefined || !isEmpty(found)) return
      const arrivedAt = clock() + cache.getRemainingTTL(postcode) - ONE_HOUR_MS
      if (arrivedAt < before) cache.delete(postcode)
    },
    clear: (): void => cache.clear(),
  }
}
