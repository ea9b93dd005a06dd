import { LRUCache } from 'lru-cache'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import type { Result } from '../lib/result.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'

/** What a look-up found, be it a report or the reason for none. */
export type ReportResult = Result<Report, LookupFailure>

/** The licence's limit, counted from the answer's arrival. Source: the contract, "Caching Policy". */
export const ONE_HOUR_MS = 60 * 60 * 1_000

// Measured on 200 cached city centres (heapUsed and external, after collection), with what is made of a report
// and goes with it: its message, the message's bytes, its incidents in order.
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

/** Only answers are kept: a report, "no such postcode" and "no results". Nothing that may pass. */
const isAnswer = (found: ReportResult): boolean =>
  found.ok || found.failure.kind === 'postcode-not-found' || found.failure.kind === 'no-results'

/**
 * Answers in this process's memory, for one hour at most from their arrival and then really deleted, by a
 * timer. `clock` gives ms since the epoch; it is passed on because lru-cache captures `performance`.
 */
export const createCache = (maxBytes: number, clock: () => number) => {
  // lru-cache's own timers ask the clock, and go on for as long as it was set back. These only count.
  const timers = new Map<Postcode, NodeJS.Timeout>()
  const cache = new LRUCache<Postcode, ReportResult>({
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
    ttl: ONE_HOUR_MS,
    ttlResolution: 0,
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
      if (!isAnswer(found) || ttl <= 0) return
      cache.set(postcode, found, { ttl })
      // What is larger than the whole cache was not kept.
      if (cache.has(postcode)) timers.set(postcode, setTimeout(() => cache.delete(postcode), ttl).unref())
    },
    clear: (): void => cache.clear(),
  }
}
