import type { LookupFailure } from '../postcodearea/lookup-failure.ts'

const MINUTE = 60_000

/** Until when no call is made after a failure, in ms since the epoch; null where calls go on. */
export const pauseUntil = (failure: LookupFailure, now: number): number | null => {
  switch (failure.kind) {
    case 'unauthorised':
      return now + 5 * MINUTE
    case 'out-of-credit':
      return now + 15 * MINUTE
    case 'rate-limited':
      return failure.retryAt
    default:
      return null
  }
}

type Pause = { readonly failure: LookupFailure; readonly openedAt: number; readonly until: number }

// Before it was opened it is over too: a clock set back by a year would hold it for that year.
const lasts = (pause: Pause | null, now: number): pause is Pause =>
  pause !== null && pause.openedAt <= now && now < pause.until

/**
 * Calls that could only fail are not made: each might cost a token and would annoy the supplier. The
 * lengths are DESIGN.md's (401 and 403: 5 min, 402: 15 min, 429: until the time that was named).
 */
export const createCircuitBreaker = (clock: () => number) => {
  let paused: Pause | null = null
  return {
    /** The failure to answer with instead of calling, or null. */
    current: (): LookupFailure | null => (lasts(paused, clock()) ? paused.failure : null),
    /** Opens a cool-down where the failure calls for one; the longest one holds. */
    note: (failure: LookupFailure): void => {
      const now = clock()
      const until = pauseUntil(failure, now)
      if (until === null || (lasts(paused, now) && until <= paused.until)) return
      paused = { failure, openedAt: now, until }
    },
  }
}
