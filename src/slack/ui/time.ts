import { type Mrkdwn, mrkdwn } from './mrkdwn.ts'

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** How a moment is shown: the time alone, or with its day where that may not be today. */
export type TimeFormat = '{time}' | '{date_short_pretty} at {time}'

/** For clients that cannot show dates: "14:02 UTC" or "on 16 November at 14:02 UTC". `at` in ms since the epoch. */
export const timeFallback = (at: number, format: TimeFormat): string =>
  format === '{time}' ? `${hours.format(at)} UTC` : `on ${days.format(at)} at ${hours.format(at)} UTC`

/** A moment in the reader's own clock. `at` in ms since the epoch. Source: docs.slack.dev, "Date formatting". */
export const timeToken = (at: number, format: TimeFormat): Mrkdwn =>
  mrkdwn`${{ mrkdwn: `<!date^${Math.floor(at / 1_000)}^${format}|${timeFallback(at, format)}>` }}`

/** The same as an element of rich text. */
export const timeElement = (at: number, format: TimeFormat) =>
  ({ type: 'date', timestamp: Math.floor(at / 1_000), format, fallback: timeFallback(at, format) }) as const
