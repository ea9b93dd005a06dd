import { addMonths } from 'date-fns/addMonths'

declare const calendar: unique symbol

/** A calendar month as the police publish it, "2023-01"; never a day. */
export type Month = string & { readonly [calendar]: true }

/** The form of a month, "YYYY-MM". */
export const MONTH_PATTERN = /^\d{4}-(?:0[1-9]|1[0-2])$/

const inWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Whether a text is a month. */
export const isMonth = (text: string): text is Month => MONTH_PATTERN.test(text)

/** The newest of some months; null for none. */
export const newestOf = (months: readonly Month[]): Month | null => months.toSorted().at(-1) ?? null

/** Whether a month is before the newest one; what has none yet is before any. */
export const isBehind = (month: Month | null, newest: Month | null): newest is Month =>
  newest !== null && (month === null || month < newest)

/** "January 2023". */
export const monthInWords = (month: Month): string => inWords.format(new Date(`${month}-01T00:00:00Z`))

const nameOnly = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** The month after, to be read beside it: "October" after September, "January 2027" after December 2026. */
export const nextMonthName = (month: Month): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = new Date(Date.UTC(year, number))
  return number === 12 ? inWords.format(next) : nameOnly.format(next)
}

/** Months in running text: "January 2023", "November and December 2024", or the first to the last; a year stands once. */
export const monthsInWords = (months: readonly Month[]): string => {
  const [first, second] = months
  const last = months.at(-1)
  if (first === undefined || last === undefined) return 'no month'
  if (second === undefined) return monthInWords(first)
  const isOneYear = first.slice(0, 4) === last.slice(0, 4)
  const begin = isOneYear ? nameOnly.format(new Date(`${first}-01T00:00:00Z`)) : monthInWords(first)
  return `${begin} ${months.length === 2 ? 'and' : 'to'} ${monthInWords(last)}`
}

const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
const dayWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The day in London at a moment, "YYYY-MM-DD". `at` in ms since the epoch. */
export const dayInLondon = (at: number): string => inLondon.format(at)

/** The month in London at a moment. `at` in ms since the epoch. */
export const monthAt = (at: number): Month => dayInLondon(at).slice(0, 7) as Month

const HOUR_MS = 3_600_000
const hourOnly = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The hour of London's clock at a moment, 0 to 23. `at` in ms since the epoch. */
export const hourInLondon = (at: number): number => Number(hourOnly.format(at))

/** When it is so many o'clock in London, so many days after the day of a moment; both in ms since the epoch. */
export const momentInLondon = (at: number, daysLater: number, hour: number): number => {
  const [year = 0, month = 0, day = 0] = dayInLondon(at).split('-').map(Number)
  const inWinter = Date.UTC(year, month - 1, day + daysLater, hour)
  const inSummer = inWinter - HOUR_MS
  return hourInLondon(inSummer) === hour ? inSummer : inWinter
}

/** A day so many months later, both "YYYY-MM-DD"; the last one of a month that is shorter. */
export const monthsLater = (day: string, months: number): string =>
  addMonths(new Date(`${day}T12:00:00Z`), months)
    .toISOString()
    .slice(0, 10)

/** Whether a text is an existing day, "YYYY-MM-DD". */
export const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** "5 January 2027", from "2027-01-05". */
export const dayInWords = (day: string): string => dayWords.format(new Date(`${day}T00:00:00Z`))
