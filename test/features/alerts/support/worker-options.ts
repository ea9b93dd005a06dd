import { dayInLondon } from '../../../../src/crime/dates.ts'
import { isDeliveryTime } from '../../../../src/features/alerts/worker/delivery-hours.ts'
import { QUEUE_CONFIG } from '../../../../src/features/alerts/worker/queue.ts'

const HOUR = 3_600_000

/** A clock that runs as the real one, but is set back by night, so that alerts may be posted for two hours at least. */
export const daytimeClock = (): (() => number) => {
  const now = Date.now()
  if (isDeliveryTime(now) && isDeliveryTime(now + 2 * HOUR)) return Date.now
  const noon = Date.parse(`${dayInLondon(now)}T12:00:00Z`)
  const setBack = now - (noon <= now ? noon : noon - 24 * HOUR)
  return () => Date.now() - setBack
}

/** A queue that looks more often than in production. */
export const FAST_QUEUE = { ...QUEUE_CONFIG, pollSeconds: 0.5, superviseSeconds: 1, heartbeatSeconds: 10 }

/** A cron that does not fire during a test: tests sweep themselves. */
export const NEVER = '0 0 29 2 *'
