import { hourInLondon } from '../../../../playground/noon.ts'
import { QUEUE_CONFIG } from '../../../../src/database/queue.ts'

const HOUR = 3_600_000
const OPENS = 9

/** When it was last nine o'clock in the morning in London; both in ms since the epoch. */
export const lastNine = (now: number): number => {
  const hour = Math.floor(now / HOUR) * HOUR
  const back = Array.from({ length: 26 }, (_, hours) => hour - hours * HOUR)
  return back.find((at) => hourInLondon(at) === OPENS) ?? hour
}

const begun = Date.now()

/** By how much the clocks of this process's workers are behind; a process that shares their database is given it. */
export const BEHIND_MS = begun - lastNine(begun)

/**
 * A clock that is behind the real one, so that it was nine in the morning in London when this process began: whatever the
 * hour, alerts may be posted until eleven hours later.
 */
export const daytimeClock =
  (behindMs = BEHIND_MS): (() => number) =>
  () =>
    Date.now() - behindMs

/** A queue that looks more often than in production. */
export const FAST_QUEUE = {
  ...QUEUE_CONFIG,
  ...{ pollSeconds: 0.5, superviseSeconds: 1, heartbeatSeconds: 10, heartbeatRefreshSeconds: 5 },
}

/** A cron that does not fire during a test, being half a year away: tests sweep themselves. */
export const NEVER = `0 0 1 ${((new Date(begun).getUTCMonth() + 6) % 12) + 1} *`
