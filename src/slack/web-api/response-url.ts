import { type Agent, type Dispatcher, interceptors, request } from 'undici'
import type { ChartMessage } from '../ui/charts.ts'
import { type Connections, createConnections, isTimeout, readUpTo } from './connections.ts'

const TIMEOUT_MS = 10_000
// With the waits and retries, to the last byte of the answer.
const TOTAL_TIMEOUT_MS = 45_000

// Fewer than a server's usual backlog of 511, beyond which connections are dropped and retried seconds later.
const MAX_CONNECTIONS = 128

/** How a response is shown: by default privately, as a new message. */
export type RespondOptions = {
  /** For everyone in the channel. */
  readonly inChannel?: boolean
  /** In place of the message whose button was pressed. A command's response_url cannot do that. */
  readonly replace?: boolean
  /** In the thread of this message. */
  readonly threadTs?: string
}

/**
 * Posts to the response_url of one request, five times at most and for thirty minutes:
 * docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export type Respond = (message: ChartMessage, options?: RespondOptions) => Promise<void>

/** Slack refused a message. `reason` is Slack's own code, such as "invalid_blocks". */
export class RespondRejected extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string) {
    super(`Slack refused a reply: ${status} ${reason}`)
    this.status = status
    this.reason = reason
  }
}

const retryUnsent = (agent: Agent): Dispatcher =>
  agent.compose(
    interceptors.retry({
      methods: ['POST'],
      maxRetries: 2,
      statusCodes: [429],
      errorCodes: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'],
      throwOnError: false,
      minTimeout: 200,
      maxTimeout: 4_000,
    }),
  )

/**
 * The connections for responses, in place of Bolt's respond(), which has no time limit and no retry. `timeoutMs` is to
 * connect, to the headers and between parts of the body. It waits out a 429 for up to 4 s, and retries only where
 * nothing can have been posted yet.
 */
export const createResponseConnections = (timeoutMs = TIMEOUT_MS): Connections =>
  createConnections(
    {
      connections: MAX_CONNECTIONS,
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    },
    retryUnsent,
  )

// Slack answers with a bare code or with JSON. A proxy's page has neither, and may have no end.
const MAX_REASON_BYTES = 1_000
const reasonOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const { text } = await readUpTo(body, MAX_REASON_BYTES)
  return (
    /^[a-z_]{1,80}$/.exec(text.trim())?.[0] ?? /"error"\s*:\s*"([a-z_]{1,80})"/.exec(text)?.[1] ?? 'unknown'
  )
}

const toJson = ({ text, blocks }: ChartMessage, { inChannel, replace, threadTs }: RespondOptions): string =>
  JSON.stringify({
    text,
    ...(blocks.length === 0 ? {} : { blocks }),
    response_type: inChannel === true ? 'in_channel' : 'ephemeral',
    replace_original: replace === true,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  })

// A cached report is one message for all who ask. Writing it anew took a tenth of the CPU time of a cached /crime, and as
// much again to collect it. Weakly keyed: the bytes go with their message, and that with its report.
const privateBodies = new WeakMap<ChartMessage, Buffer>()

const bodyOf = (message: ChartMessage, options: RespondOptions): Buffer | string => {
  if (options.inChannel || options.replace || options.threadTs !== undefined) return toJson(message, options)
  const body = privateBodies.get(message) ?? Buffer.from(toJson(message, options))
  privateBodies.set(message, body)
  return body
}

// A signal of AbortSignal.timeout, with all that it holds, stays for the whole time, however soon the answer is there:
// collecting them took a sixth of the CPU time of a cached /crime.
const withinTotalTimeout = async <Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new DOMException('no answer in time', 'TimeoutError')),
    TOTAL_TIMEOUT_MS,
  )
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Rejects with RespondRejected, or with undici's error where there is no answer. */
export const respondTo =
  (responseUrl: string, connections: Connections): Respond =>
  async (message, options = {}) => {
    const dispatcher = connections.current()
    try {
      await withinTotalTimeout(async (signal) => {
        const { statusCode, body } = await request(responseUrl, {
          method: 'POST',
          dispatcher,
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: bodyOf(message, options),
          signal,
        })
        if (statusCode >= 200 && statusCode < 300) return body.dump()
        throw new RespondRejected(statusCode, await reasonOf(body))
      })
    } catch (error) {
      if (isTimeout(error)) connections.replace(dispatcher)
      throw error
    }
  }
