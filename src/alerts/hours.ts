const HOUR = 3_600_000
const DAY = 24 * HOUR

// The hours in which a channel may be spoken to. Source: the alerts' design, London time.
const FROM = 8 * HOUR
const UNTIL = 20 * HOUR

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

const inLondon = (now: number) => {
  const parts = Object.fromEntries(london.formatToParts(now).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts
  return {
    day: `${year}-${month}-${day}`,
    sinceMidnight: ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + (now % 1_000),
  }
}

/** The day in London, "YYYY-MM-DD", at a moment in ms since the epoch. */
export const dayInLondon = (now: number): string => inLondon(now).day

/** The same day as a number, one more each day. */
export const dayNumber = (now: number): number => Date.parse(dayInLondon(now)) / DAY

/** Whether channels may be spoken to: from 08:00 to 20:00 in London. */
export const isOpen = (now: number): boolean => {
  const { sinceMidnight } = inLondon(now)
  return sinceMidnight >= FROM && sinceMidnight < UNTIL
}

/** The first moment, from this one on, at which channels may be spoken to. */
export const openFrom = (now: number): number => {
  if (isOpen(now)) return now
  const { sinceMidnight } = inLondon(now)
  const opens = now + ((FROM - sinceMidnight + DAY) % DAY)
  // A night in which the clocks change is an hour shorter or longer.
  return opens + FROM - inLondon(opens).sinceMidnight
}
