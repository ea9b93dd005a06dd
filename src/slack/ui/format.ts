import type { Mrkdwn } from './mrkdwn.ts'

const numbers = new Intl.NumberFormat('en-GB')

/** "1,448". */
export const count = (value: number): string => numbers.format(value)

/** "1,448 incidents", "1 incident". */
export const incidents = (value: number): string =>
  `${count(value)} ${value === 1 ? 'incident' : 'incidents'}`

/** Whole per cent, "<1%" for anything above 0 and under a half. Shares need not add up to 100. */
export const percent = (part: number, whole: number): string => {
  const value = (part / whole) * 100
  return value > 0 && value < 0.5 ? '<1%' : `${Math.round(value)}%`
}

const NUMBER_WORDS = (
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen twenty'
).split(' ')

/** "five"; digits above twenty. */
export const spelledOut = (value: number): string => NUMBER_WORDS[value] ?? count(value)

/** The first letter in upper case: for the start of a line. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The first letter in lower case: a name within running text. */
export const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "a", "a and b", "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

const inLondon = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'Europe/London' })
const times = inLondon({ timeStyle: 'short' })
const days = inLondon({ day: 'numeric', month: 'long' })

/** "14:02", in London. `at` in ms since the epoch. */
export const timeInLondon = (at: number): string => times.format(at)

/** How a moment is shown: the time alone, or with its day where that may not be today. */
export type TimeFormat = '{time}' | '{date_short_pretty} at {time}'

// For clients that cannot show dates: "14:02 London time", "on 16 November at 14:02 London time".
const timeFallback = (at: number, format: TimeFormat): string => {
  const time = `${timeInLondon(at)} London time`
  return format === '{time}' ? time : `on ${days.format(at)} at ${time}`
}

/**
 * A moment in the reader's own time zone, as mrkdwn. `at` in ms since the epoch.
 * Source: docs.slack.dev/messaging/formatting-message-text#date-formatting.
 */
export const timeToken = (at: number, format: TimeFormat): Mrkdwn => ({
  mrkdwn: `<!date^${Math.floor(at / 1_000)}^${format}|${timeFallback(at, format)}>`,
})

/** A moment in the reader's own time zone, as an element of rich text. `at` in ms since the epoch. */
export const timeElement = (at: number, format: TimeFormat) =>
  ({ type: 'date', timestamp: Math.floor(at / 1_000), format, fallback: timeFallback(at, format) }) as const
