import { pathToFileURL } from 'node:url'

const HOUR_MS = 3_600_000
const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hour12: false })
const CLOCK = pathToFileURL(`${import.meta.dirname}/../support/app/clock-ahead.ts`).href

/**
 * A playground in which it is about midday in London: its Slack's clock, and how the app's is put as far ahead. Whole
 * hours, so that minutes stay what they are.
 */
export function midday() {
  const hoursAhead = Array.from({ length: 24 }, (_, hours) => hours).find(
    (hours) => Number(london.format(Date.now() + hours * HOUR_MS)) === 12,
  )
  const ahead = (hoursAhead ?? 0) * HOUR_MS
  return {
    clock: () => Date.now() + ahead,
    env: { NODE_OPTIONS: `--import=${CLOCK}`, CLOCK_AHEAD_MS: String(ahead) },
  }
}
