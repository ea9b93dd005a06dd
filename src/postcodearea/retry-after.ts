const SECOND = 1_000
const WITHOUT_HEADER = 60 * SECOND
const LONGEST = 24 * 60 * 60 * SECOND

// Date.parse alone would make a date of "-5" and "1.5". The oldest of the three forms names no zone.
const httpDate = (value: string): number =>
  /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value)
    ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
    : Number.NaN

/**
 * How long to hold back, in ms from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). A minute where the
 * header is missing or makes no sense, a day at most, a second at least. Source: DESIGN.md, rate-limited.
 */
export const retryAfterMs = (header: string | undefined, now: number): number => {
  const value = header?.trim() ?? ''
  const wait = /^\d+$/.test(value) ? Number(value) * SECOND : httpDate(value) - now
  return Number.isNaN(wait) ? WITHOUT_HEADER : Math.min(LONGEST, Math.max(SECOND, wait))
}
