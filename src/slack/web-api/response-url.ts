import { setTimeout as pause } from 'node:timers/promises'
import { retryAfterMs } from '../../lib/wait.ts'
import type { ChartMessage } from '../ui/charts.ts'
import {
  type Connections,
  createConnections,
  isTimeout,
  type PostAnswer,
  post,
  wasNeverSent,
} from './connections.ts'

const TIMEOUT_MS = 10_000
// With the waits and retries, to the last byte of the answer.
const TOTAL_TIMEOUT_MS = 45_000

// Before each try but the first. A 429 is waited out for as long as it says, within bounds.
const RETRY_DELAYS_MS = [200, 400]
const MAX_RETRY_AFTER_MS = 4_000

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

/**
 * The connections for responses, in place of Bolt's respond(), which has no time limit and no retry. `timeoutMs` is to
 * connect, to the headers and between parts of the body.
 */
export const createResponseConnections = (timeoutMs = TIMEOUT_MS): Connections =>
  createConnections({
    connections: MAX_CONNECTIONS,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })

// Slack answers with a bare code or with JSON. A proxy's page has neither, and may have no end.
const MAX_REASON_BYTES = 1_000
const reasonOf = (text: string): string =>
  /^[a-z_]{1,80}$/.exec(text.trim())?.[0] ?? /"error"\s*:\s*"([a-z_]{1,80})"/.exec(text)?.[1] ?? 'unknown'

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

/** How long to wait before a try after this answer; null where none follows. The wait that Slack asks for has a bound. */
const delayAfter = ({ status, headers }: PostAnswer, delayMs: number): number | null =>
  status === 429
    ? Math.min(retryAfterMs(headers['retry-after']?.toString()) ?? delayMs, MAX_RETRY_AFTER_MS)
    : null

/** Posts until Slack has taken or refused it; tries again only where nothing can have been posted yet. */
const postUntilAnswered = async (
  url: string,
  body: Buffer | string,
  connections: Connections,
): Promise<PostAnswer> => {
  const giveUpAt = performance.now() + TOTAL_TIMEOUT_MS
  for (let retry = 0; ; retry += 1) {
    const dispatcher = connections.current()
    const withinMs = giveUpAt - performance.now()
    let delayMs = RETRY_DELAYS_MS[retry]
    try {
      const answer = await post(dispatcher, { url, body, withinMs, maxBytes: MAX_REASON_BYTES })
      const delay = delayMs === undefined ? null : delayAfter(answer, delayMs)
      if (delay === null) return answer
      delayMs = delay
    } catch (error) {
      if (isTimeout(error)) connections.replace(dispatcher)
      if (delayMs === undefined || !wasNeverSent(error)) throw error
    }
    await pause(delayMs)
  }
}

/** Rejects with RespondRejected, or with undici's error where there is no answer. */
export const respondTo =
  (responseUrl: string, connections: Connections): Respond =>
  async (message, options = {}) => {
    const { status, text } = await postUntilAnswered(responseUrl, bodyOf(message, options), connections)
    if (status < 200 || status >= 300) throw new RespondRejected(status, reasonOf(text))
  }

type ThreadFields = { readonly ts?: unknown; readonly thread_ts?: unknown }

/**
 * The thread of a message, named by its first message's ts. Null for a message in the channel, and so for the first of
 * a thread, whose thread_ts is its own ts: docs.slack.dev/messaging/retrieving-messages#finding_threads
 */
export const threadOf = ({ ts, thread_ts: first }: ThreadFields): string | null =>
  typeof first === 'string' && first !== ts ? first : null

/**
 * Responds in a thread, or in the channel where `thread` is null. Without a thread a response_url posts to the channel:
 * so does, as its button says, what is for everyone. What replaces a message stays where that is.
 */
export const inThread = (reply: Respond, thread: string | null): Respond =>
  thread === null
    ? reply
    : (message, options = {}) =>
        reply(
          message,
          options.inChannel === true || options.replace === true ? options : { ...options, threadTs: thread },
        )

// Of an ephemeral message Slack sends the container only.
type MessageAction = {
  readonly container?: { readonly message_ts?: unknown; readonly thread_ts?: unknown }
  readonly message?: ThreadFields
}

/** The thread in which the message of a block action stands; null where that is in the channel. */
export const threadOfAction = ({ container, message }: MessageAction): string | null =>
  threadOf({
    ts: container?.message_ts ?? message?.ts,
    thread_ts: container?.thread_ts ?? message?.thread_ts,
  })

/** Responds beside the message of a block action: in its thread, where it has one. */
export const respondInThread = (
  { reply }: { readonly reply: (responseUrl: string) => Respond },
  action: MessageAction & { readonly response_url: string },
): Respond => inThread(reply(action.response_url), threadOfAction(action))
