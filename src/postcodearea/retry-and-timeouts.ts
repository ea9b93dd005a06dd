import { Agent, type Dispatcher, interceptors } from 'undici'

const MAX_CONNECTIONS = 32

/** `headersTimeoutMs` is until connected, and then until the headers came. */
export const DISPATCHER_TIMINGS = { headersTimeoutMs: 10_000, retryDelayMs: 250 }

const SERVER_ERRORS = Array.from({ length: 100 }, (_, at) => 500 + at)

// Lost or refused before any answer. Time-outs are not retried: the person has waited long enough.
const CONNECTION_ERRORS = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET']

/** A connection lost after its answer began. No code that is retried. */
class LostMidBody extends Error {
  readonly code = 'LOST_MID_BODY'
}

const withoutResuming = (handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => {
  let begun = false
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => {
      // A 5xx is retried anyway, and of an error answer that is cut short there is nothing to resume.
      begun = args[1] >= 200 && args[1] < 500
      return handler.onResponseStart?.(...args)
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (controller, error) =>
      handler.onResponseError?.(controller, begun ? new LostMidBody('connection lost in mid-body') : error),
  }
}

// undici's retry handler answers a connection lost in mid-body with a Range request, which costs a second token
// (github.com/nodejs/undici/blob/main/lib/handler/retry-handler.js).
const neverResume: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(options, withoutResuming(handler))

const retryOnce = (minTimeout: number) =>
  interceptors.retry({
    maxRetries: 1,
    methods: ['GET'],
    statusCodes: SERVER_ERRORS,
    errorCodes: CONNECTION_ERRORS,
    // By default it waits out a Retry-After and throws on the last 5xx.
    retryAfter: false,
    throwOnError: false,
    minTimeout,
  })

/**
 * The connections to the supplier: bounded in number, 10 s to connect and to headers, one retry on a 5xx
 * and on a connection lost before its answer began.
 */
export const createDispatcher = ({
  headersTimeoutMs,
  retryDelayMs,
}: typeof DISPATCHER_TIMINGS = DISPATCHER_TIMINGS): Dispatcher =>
  new Agent({
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    connect: { timeout: headersTimeoutMs },
    headersTimeout: headersTimeoutMs,
  }).compose(neverResume, retryOnce(retryDelayMs))
