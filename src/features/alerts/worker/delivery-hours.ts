import { dayInLondon } from '../../../crime/day.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

// The hours in which a channel may be spoken to. Source: the alerts' design, London time.
const FROM = 8 * HOUR
const UNTIL = 20 * HOUR

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

// By London's clock, in ms.
const sinceMidnight = (now: number): number => {
  const parts = Object.fromEntries(london.formatToParts(now).map(({ type, value }) => [type, value]))
  const { hour, minute, second } = parts
  return ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + (now % 1_000)
}

/** The day in London as a number, one more each day. */
export const dayNumber = (now: number): number => Date.parse(dayInLondon(now)) / DAY

/** Whether channels may be spoken to: from 08:00 to 20:00 in London. */
export const isOpen = (now: number): boolean => {
  const time = sinceMidnight(now)
  return time >= FROM && time < UNTIL
}

/** The first moment, from this one on, at which channels may be spoken to. */
export const openFrom = (now: number): number => {
  if (isOpen(now)) return now
  const opens = now + ((FROM - sinceMidnight(now) + DAY) % DAY)
  // A night in which the clocks change is an hour shorter or longer.
  return opens + FROM - sinceMidnight(opens)
}
