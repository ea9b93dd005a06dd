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

// Over as well before it was opened: else a clock set back by a year would keep it open for that year.
const isOpen = (pause: Pause | null, now: number): pause is Pause =>
  pause !== null && pause.openedAt <= now && now < pause.until

/** Spares calls that could only fail, each of which may cost a token. `clock` gives ms since the epoch. */
export const createCircuitBreaker = (clock: () => number) => {
  let pause: Pause | null = null
  return {
    /** The failure to answer with instead of calling; null while calls may be made. */
    current: (): LookupFailure | null => (isOpen(pause, clock()) ? pause.failure : null),
    /** Opens where the failure calls for it; the longest pause holds. */
    record: (failure: LookupFailure): void => {
      const now = clock()
      const until = pauseUntil(failure, now)
      if (until === null || (isOpen(pause, now) && until <= pause.until)) return
      pause = { failure, openedAt: now, until }
    },
  }
}
