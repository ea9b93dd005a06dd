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

/** "a", "a and b", "a, b and c"; with a comma before the last "and" where an item beside it has one of its own. */
export const list = (items: readonly string[], word: 'and' | 'or' = 'and'): string => {
  if (items.length < 2) return items[0] ?? ''
  const comma = items.slice(-2).some((item) => item.includes(' and ')) ? ',' : ''
  return `${items.slice(0, -1).join(', ')}${comma} ${word} ${items.at(-1)}`
}

/** "a, b and c" or, of more than `most`, "a, b and 4 more". */
export const listFirst = (items: readonly string[], most: number): string =>
  list(items.length > most ? [...items.slice(0, most), `${count(items.length - most)} more`] : items)

/** "a, b, c and 20 more": as many as `max` characters hold, one at least. */
export const listWithin = (items: readonly string[], max: number): string => {
  const tooLong = items.findIndex((_, at) => items.slice(0, at + 1).join(', ').length > max)
  const shown = tooLong === -1 ? items : items.slice(0, Math.max(1, tooLong))
  const more = items.length - shown.length
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${count(more)} more`}`
}

/** Lines in as few texts of at most `max` characters as they fit; a longer line is a text of its own. */
export const packLines = (lines: readonly string[], max: number): string[] => {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + line.length < max) texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts
}

const UNBREAKABLE =
  /(?<=\d) (?=(?:incident|place)s?\b)|(?<=\b(?:January|February|March|April|May|June|July|August|September|October|November|December)) (?=\d{4}\b)|(?<=\b[A-Z]{1,2}\d[A-Z\d]?) (?=\d[A-Z]{2}\b)|(?<=(?:^| )†) /g

/**
 * No line ends inside a month, a postcode or "1,448 incidents", or after a mark: for what is read, and is never copied or
 * read again. What stands as code in mrkdwn is to be copied, and stays as it is.
 */
export const unbroken = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(UNBREAKABLE, '\u00a0')))
    .join('')

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
