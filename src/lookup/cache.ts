import { LRUCache } from 'lru-cache'
import type { Postcode } from '../crime/postcode.ts'
import type { Report } from '../crime/report.ts'
import type { Result } from '../crime/result.ts'
import type { LookupFailure } from '../postcodearea/failure.ts'

/** What a look-up found, be it a report or the reason for none. */
export type Found = Result<Report, LookupFailure>

/** The licence's limit, counted from the answer's arrival. Source: the contract, "Caching Policy". */
export const ONE_HOUR_MS = 60 * 60 * 1_000

// Measured on 200 cached city centres (heapUsed and external, after collection), and rounded up.
const BYTES_OF_REPORT = 2_048
const BYTES_OF_INCIDENT = 64
const BYTES_OF_PLACE = 200
const BYTES_OF_FAILURE = 512

const bytesOf = (found: Found): number =>
  found.ok
    ? BYTES_OF_REPORT +
      found.value.incidents.length * BYTES_OF_INCIDENT +
      found.value.byPlace.length * BYTES_OF_PLACE
    : BYTES_OF_FAILURE

/** Only answers are kept: a report, "no such postcode" and "no results". Nothing that may pass. */
const isAnswer = (found: Found): boolean =>
  found.ok || found.failure.kind === 'postcode-not-found' || found.failure.kind === 'no-results'

/**
 * Answers in this process's memory, for one hour at most from their arrival and then really deleted, by a
 * timer. `clock` gives ms since the epoch; it is passed on because lru-cache captures `performance`.
 */
export const createCache = (maxBytes: number, clock: () => number) => {
  const cache = new LRUCache<Postcode, Found>({
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
    ttlAutopurge: true,
    ttl: ONE_HOUR_MS,
    ttlResolution: 0,
    perf: { now: clock },
  })
  return {
    get: (postcode: Postcode): Found | undefined => cache.get(postcode),
    /** Keeps an answer that arrived at `arrivedAt` (ms since the epoch) for what is left of its hour. */
    keep: (postcode: Postcode, found: Found, arrivedAt: number): void => {
      const ttl = arrivedAt + ONE_HOUR_MS - clock()
      if (isAnswer(found) && ttl > 0) cache.set(postcode, found, { ttl })
    },
    clear: (): void => cache.clear(),
  }
}
