import { Agent, type Dispatcher, interceptors } from 'undici'

const CONNECTIONS = 32

/** What a call waits for at most, and before its retry. Shorter in tests alone. */
export type Waits = { readonly toHeadersMs: number; readonly beforeRetryMs: number }

const USUAL_WAITS: Waits = { toHeadersMs: 10_000, beforeRetryMs: 250 }

const SERVER_ERRORS = Array.from({ length: 100 }, (_, at) => 500 + at)

// Lost or refused before any answer; a time-out is not here, since the person has waited long enough.
const LOST = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET']

/** A connection lost after its answer began. Its code is none that is retried. */
class LostMidBody extends Error {
  readonly code = 'LOST_MID_BODY'
}

const sealOnceBegun = (handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => {
  let begun = false
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => {
      // A 5xx is given a second try anyway; of a refusal that is cut short there is nothing to resume.
      begun = args[1] >= 200 && args[1] < 500
      return handler.onResponseStart?.(...args)
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (controller, error) =>
      handler.onResponseError?.(controller, begun ? new LostMidBody('connection lost in mid-body') : error),
  }
}

// undici's retry answers a reset in mid-body with a Range request: a second token for nothing.
const neverResume: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(options, sealOnceBegun(handler))

const retryOnce = (beforeRetryMs: number) =>
  interceptors.retry({
    maxRetries: 1,
    methods: ['GET'],
    statusCodes: SERVER_ERRORS,
    errorCodes: LOST,
    // Without these it would wait out a Retry-After and throw on the last 500 (DESIGN.md, "seen when tried").
    retryAfter: false,
    throwOnError: false,
    minTimeout: beforeRetryMs,
  })

/**
 * The connections to the supplier: bounded in number, 10 s to connect and to headers, one retry on a 5xx
 * and on a connection lost before its answer began.
 */
export const createDispatcher = ({ toHeadersMs, beforeRetryMs }: Waits = USUAL_WAITS): Dispatcher =>
  new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: toHeadersMs },
    headersTimeout: toHeadersMs,
  }).compose(neverResume, retryOnce(beforeRetryMs))
