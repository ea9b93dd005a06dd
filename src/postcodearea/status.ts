import type { Postcode } from '../crime/postcode.ts'
import type { LookupFailure } from './lookup-failure.ts'

const SECOND = 1_000
const DEFAULT_RETRY_AFTER_MS = 60 * SECOND
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * SECOND

/** What of an answer decides its failure: the status, and the text only where one status has two meanings. */
export type ErrorResponse = {
  readonly status: number
  /** The body of a 404, or of a 200 that speaks of an error; empty for all others. */
  readonly text: string
  readonly retryAfter: string | undefined
  /** When it arrived, in ms since the epoch. */
  readonly at: number
}

// Date.parse alone would read "-5" and "1.5" as dates. The oldest of HTTP's three date forms names no zone.
const httpDate = (value: string): number =>
  /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value)
    ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
    : Number.NaN

/**
 * How long to make no call, in ms from `now`: Retry-After in seconds or as an HTTP date
 * (rfc-editor.org/rfc/rfc9110#name-retry-after). A minute where it is missing or makes no sense; from a second to a day.
 */
export const retryAfterMs = (header: string | undefined, now: number): number => {
  const value = header?.trim() ?? ''
  const wait = /^\d+$/.test(value) ? Number(value) * SECOND : httpDate(value) - now
  return Number.isNaN(wait) ? DEFAULT_RETRY_AFTER_MS : Math.min(MAX_RETRY_AFTER_MS, Math.max(SECOND, wait))
}

// The error messages of the supplier's contract.
const STATUS_BY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/invalid postcode format/i, 400],
  [/unauthori[sz]ed request/i, 401],
  [/postcode not found|no results found/i, 404],
  [/too many requests/i, 429],
  [/internal server error/i, 500],
]

const MAX_ERROR_TEXT = 10_000

/** The status that a body without records speaks of, whatever its own status; null where it says nothing known. */
export const statusInWords = (body: string): number | null => {
  const text = body.slice(0, MAX_ERROR_TEXT)
  return STATUS_BY_WORDS.find(([words]) => words.test(text))?.[1] ?? null
}

const notFound = (postcode: Postcode, text: string): LookupFailure =>
  /no\s+results/i.test(text) ? { kind: 'no-results', postcode } : { kind: 'postcode-not-found', postcode }

/** The failure that a status other than 200 means. The supplier's contract lists 400 to 404, 429 and 500. */
export const failureOf = (
  postcode: Postcode,
  { status, text, retryAfter, at }: ErrorResponse,
): LookupFailure => {
  switch (status) {
    case 400:
      return { kind: 'invalid-postcode', typed: postcode, suggestion: null }
    case 401:
    case 403:
      return { kind: 'unauthorised' }
    case 402:
      return { kind: 'out-of-credit' }
    case 404:
      return notFound(postcode, text)
    case 429:
      return { kind: 'rate-limited', retryAt: at + retryAfterMs(retryAfter, at) }
    default:
      return { kind: status >= 500 ? 'supplier-error' : 'unreadable' }
  }
}
