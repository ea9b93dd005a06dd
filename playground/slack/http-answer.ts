import type { Fault } from './faults.ts'

/** What this Slack answers to a request of the app; an object goes out as JSON, a string as text. */
export type Answer = {
  readonly status: number
  readonly body: string | Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** A request of the app, as far as it matters. */
export type Incoming = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const wordOf = ({ what, error = 'internal_error' }: Fault): string => {
  if (what === 'no_charts') return 'invalid_blocks'
  return what === 'error' ? error : what
}

/**
 * The answer a fault gives, in the manner of the Web API or of a response_url; undefined for 'slow' and 'reset', which
 * the server sees to. 429 with Retry-After:
 * docs.slack.dev/apis/web-api/rate-limits. The Web API answers an error with 200 and `ok: false`.
 */
export const faultAnswer = (fault: Fault, isWebApi: boolean): Answer | undefined => {
  if (fault.what === 'slow' || fault.what === 'reset') return undefined
  if (fault.what === 'server_error') return { status: 500, body: 'Internal Server Error' }
  const error = wordOf(fault)
  const status = error === 'ratelimited' ? 429 : isWebApi ? 200 : 400
  const headers: Record<string, string> =
    error === 'ratelimited' ? { 'retry-after': String(fault.retryAfter ?? 1) } : {}
  return { status, body: isWebApi ? { ok: false, error } : error, headers }
}
