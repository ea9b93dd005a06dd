import { dayInLondon } from '../../../crime/dates.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

// Alerts are posted from 08:00 to 20:00 in London.
const OPENS = 8 * HOUR
const CLOSES = 20 * HOUR

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

// In ms, by London's clock.
const sinceMidnight = (now: number): number => {
  const parts = Object.fromEntries(london.formatToParts(now).map(({ type, value }) => [type, value]))
  const { hour, minute, second } = parts
  return ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * SECOND + (now % SECOND)
}

/** The day in London as a number, one more each day. `now` in ms since the epoch. */
export const dayNumber = (now: number): number => Date.parse(dayInLondon(now)) / DAY

/** Whether alerts may be posted: from 08:00 to 20:00 in London. `now` in ms since the epoch. */
export const isDeliveryTime = (now: number): boolean => {
  const time = sinceMidnight(now)
  return time >= OPENS && time < CLOSES
}

/** The first moment, from this one on, at which alerts may be posted; both in ms since the epoch. */
export const nextDeliveryTime = (now: number): number => {
  if (isDeliveryTime(now)) return now
  const opens = now + ((OPENS - sinceMidnight(now) + DAY) % DAY)
  // Corrects for a night in which the clocks change.
  return opens + OPENS - sinceMidnight(opens)
}
