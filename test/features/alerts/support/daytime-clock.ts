import { dayInLondon } from '../../../../src/crime/day.ts'
import { isOpen, openFrom } from '../../../../src/features/alerts/worker/delivery-hours.ts'

const HOUR = 3_600_000

/** A clock that goes at the real pace, set back by night to when channels may be spoken to, for two hours at least. */
export const daytime = (): (() => number) => {
  const now = Date.now()
  const noon = Date.parse(`${dayInLondon(now)}T12:00:00Z`)
  const isDay = isOpen(now) && isOpen(now + 2 * HOUR) && openFrom(now) === now
  const back = isDay ? 0 : now - (noon <= now ? noon : noon - 24 * HOUR)
  return () => Date.now() - back
}
