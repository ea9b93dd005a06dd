import type { Postcode, PostcodeFailure } from '../crime/postcode.ts'
import { retryAfterMs } from '../lib/wait.ts'

/**
 * The app's own limits, which keep one person or workspace from using up everybody's tokens. `retryAt`: when
 * the next look-up may reach the supplier, in ms since the epoch.
 */
export type QuotaExceeded =
  | { readonly kind: 'person-limit'; readonly retryAt: number }
  | { readonly kind: 'workspace-limit'; readonly retryAt: number; readonly limit: number }

/** Every way in which a look-up ends without a report. Each kind has a message of its own (report/failure-message.ts). */
export type LookupFailure =
  | PostcodeFailure
  | QuotaExceeded
  | { readonly kind: 'postcode-not-found'; readonly postcode: Postcode }
  | { readonly kind: 'no-results'; readonly postcode: Postcode }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'out-of-credit' }
  /** `retryAt`: when calls may go on, in ms since the epoch. */
  | { readonly kind: 'rate-limited'; readonly retryAt: number }
  | { readonly kind: 'supplier-error' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unreadable' }
  /** `reference`: the id that all log lines of this request carry. */
  | { readonly kind: 'internal'; readonly reference: string }

/** What the operator should do about a failure; null where nobody needs to do anything. */
export const OPERATORS_FIX = {
  'invalid-postcode': null,
  'not-covered': null,
  'person-limit': null,
  'workspace-limit': null,
  'postcode-not-found': null,
  'no-results': null,
  unauthorised: 'PostcodeArea refuses the key: check POSTCODEAREA_API_KEY against the key in your account',
  'out-of-credit': 'the PostcodeArea account has no tokens left: add some in your account',
  'rate-limited': 'PostcodeArea limits the rate of this key: no call is made until the time it named',
  'supplier-error': 'PostcodeArea failed twice in a row: see its status, nothing to do here',
  unreachable:
    'no answer from POSTCODEAREA_API_URL: check the address, DNS, and that outgoing HTTPS is allowed',
  unreadable: 'PostcodeArea answered outside its contract: compare its answer with the documentation',
  internal: 'a defect of this app: report it with the log lines of this request',
} as const satisfies Record<LookupFailure['kind'], string | null>

const SECOND = 1_000
const DEFAULT_RETRY_AFTER_MS = 60 * SECOND
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * SECOND

/** What of an answer decides its failure: the status, and the text only where one status has two meanings. */
type ErrorResponse = {
  readonly status: number
  /** The body of a 404, or of a 200 that holds an error; empty for all others. */
  readonly text: string
  readonly retryAfter: string | undefined
  /** When it arrived, in ms since the epoch. */
  readonly at: number
}

/** How long to make no call, in ms from `now`: from a second to a day, and a minute where the header does not say. */
export const pauseMs = (retryAfter: string | undefined, now: number): number =>
  Math.min(MAX_RETRY_AFTER_MS, Math.max(SECOND, retryAfterMs(retryAfter, now) ?? DEFAULT_RETRY_AFTER_MS))

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
      return { kind: 'rate-limited', retryAt: at + pauseMs(retryAfter, at) }
    default:
      return { kind: status >= 500 ? 'supplier-error' : 'unreadable' }
  }
}
