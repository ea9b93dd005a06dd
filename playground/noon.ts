import { pathToFileURL } from 'node:url'

const HOUR_MS = 3_600_000
const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hour12: false,
})
const CLOCK = pathToFileURL(`${import.meta.dirname}/clock-ahead.ts`).href

/** The hour of the day in London, 0 to 23. @param now milliseconds since the epoch */
export const hourInLondon = (now: number): number => Number(londonHour.format(now)) % 24

/** Milliseconds until the hour of noon in London; whole hours, so that minutes stay what they are. */
export function msToNoon(now: number): number {
  const hours = Array.from({ length: 24 }, (_, ahead) => ahead)
  return HOUR_MS * (hours.find((ahead) => hourInLondon(now + ahead * HOUR_MS) === 12) ?? 0)
}

/** The settings that put the clock of the app's process ahead by so many milliseconds. */
export const clockAhead = (ms: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${CLOCK}`,
  CLOCK_AHEAD_MS: String(ms),
})
