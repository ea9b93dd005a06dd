import type { Postcode } from '../crime/postcode.ts'
import type { LookupFailure } from './lookup-failure.ts'
import { retryAfterMs } from './retry-after.ts'

/** What of an answer decides its failure: the status first, the text only where one status has two meanings. */
export type ErrorResponse = {
  readonly status: number
  /** The body of a 404; empty for all others, which need none. */
  readonly text: string
  readonly retryAfter: string | undefined
  /** When it arrived, in ms since the epoch. */
  readonly at: number
}

const notFound = (postcode: Postcode, text: string): LookupFailure =>
  /no\s+results/i.test(text) ? { kind: 'no-results', postcode } : { kind: 'postcode-not-found', postcode }

/** The failure that a status other than 200 means. Source: the contract's table, and DESIGN.md for the rest. */
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
