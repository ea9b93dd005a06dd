const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
const inWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The day in London at a moment, "YYYY-MM-DD". `at` in ms since the epoch. */
export const dayInLondon = (at: number): string => inLondon.format(at)

/** Whether a text is an existing day, "YYYY-MM-DD". */
export const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** "5 January 2027", from "2027-01-05". */
export const dayInWords = (day: string): string => inWords.format(new Date(`${day}T00:00:00Z`))
