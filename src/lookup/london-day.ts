const HOUR = 60 * 60_000

const days = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in London, "2026-11-24", at `at` ms since the epoch. */
export const londonDay = (at: number): string => days.format(at)

/** When the next day begins in London, in ms since the epoch: midnight there is 23:00 UTC in summer. */
export const nextLondonDay = (at: number): number => {
  const [year = 0, month = 0, day = 0] = londonDay(at).split('-').map(Number)
  const inSummer = Date.UTC(year, month - 1, day + 1) - HOUR
  return londonDay(inSummer) === londonDay(at) ? inSummer + HOUR : inSummer
}
