import { Agent, type Dispatcher, interceptors, request } from 'undici'
import type { ChartMessage } from '../ui/charts.ts'

const ANSWERED_WITHIN_MS = 10_000

// Fewer than a server's usual backlog of 511: beyond it connections are dropped and come seconds later.
const CONNECTIONS = 128

/** How a reply is shown: privately as a new message, unless said otherwise. */
export type RespondOptions = {
  /** For everyone in the channel. */
  readonly inChannel?: boolean
  /** In place of the message whose button was pressed. A command's response_url cannot do that. */
  readonly replace?: boolean
  /** In this thread, by its first message. Source: Bolt's RespondArguments. */
  readonly threadTs?: string
}

/** Posts to the response_url of one request: five posts in thirty minutes (docs.slack.dev). */
export type Respond = (message: ChartMessage, options?: RespondOptions) => Promise<void>

/** Slack did not take a message. `reason` is Slack's own word for it, such as "invalid_blocks". */
export class RespondRejected extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string) {
    super(`Slack refused a reply: ${status} ${reason}`)
    this.status = status
    this.reason = reason
  }
}

/**
 * Bolt's own respond() has no time limit and no retry. This one gives up after 10 s without a sign (`withinMs`
 * to connect, to headers, and between parts of the body), waits out a short 429,
 * and tries again only where nothing can have been posted yet.
 */
export const createRespondDispatcher = (withinMs = ANSWERED_WITHIN_MS): Dispatcher =>
  new Agent({
    connections: CONNECTIONS,
    connect: { timeout: withinMs },
    headersTimeout: withinMs,
    bodyTimeout: withinMs,
  }).compose(
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

// Slack answers with a bare word or with JSON; anything else, a page of a proxy's, is no reason of Slack's.
const reasonOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const text = (await body.text()).slice(0, 1_000).trim()
  return /^[a-z_]+$/.exec(text)?.[0] ?? /"error"\s*:\s*"([a-z_]+)"/.exec(text)?.[1] ?? 'unknown'
}

const bodyOf = ({ text, blocks }: ChartMessage, { inChannel, replace, threadTs }: RespondOptions): string =>
  JSON.stringify({
    text,
    ...(blocks.length === 0 ? {} : { blocks }),
    response_type: inChannel === true ? 'in_channel' : 'ephemeral',
    replace_original: replace === true,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  })

/** Replies over `responseUrl`. Rejects with ReplyRefused, or with undici's error where Slack is away. */
export const respondTo =
  (responseUrl: string, dispatcher: Dispatcher): Respond =>
  async (message, options = {}) => {
    const { statusCode, body } = await request(responseUrl, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: bodyOf(message, options),
    })
    if (statusCode >= 200 && statusCode < 300) return body.dump()
    throw new RespondRejected(statusCode, await reasonOf(body))
  }
