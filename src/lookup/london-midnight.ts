import { dayInLondon } from '../crime/day.ts'

const HOUR = 60 * 60_000

/** When the next day begins in London, in ms since the epoch: midnight there is 23:00 UTC in summer. */
export const nextLondonDay = (at: number): number => {
  const [year = 0, month = 0, day = 0] = dayInLondon(at).split('-').map(Number)
  const inSummer = Date.UTC(year, month - 1, day + 1) - HOUR
  return dayInLondon(inSummer) === dayInLondon(at) ? inSummer + HOUR : inSummer
}
