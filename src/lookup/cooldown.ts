import type { LookupFailure } from '../postcodearea/failure.ts'

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

/**
 * Calls that could only fail are not made: each might cost a token and would annoy the supplier. The
 * lengths are DESIGN.md's (401 and 403: 5 min, 402: 15 min, 429: until the time that was named).
 */
export const createCooldown = (clock: () => number) => {
  let paused: { failure: LookupFailure; until: number } | null = null
  return {
    /** The failure to answer with instead of calling, or null. */
    current: (): LookupFailure | null => (paused !== null && clock() < paused.until ? paused.failure : null),
    /** Opens a cool-down where the failure calls for one; the longest one holds. */
    note: (failure: LookupFailure): void => {
      const until = pauseUntil(failure, clock())
      if (until !== null && until > (paused?.until ?? 0)) paused = { failure, until }
    },
  }
}
