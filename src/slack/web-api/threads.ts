import type { Respond } from './response-url.ts'

type Standing = { readonly ts?: unknown; readonly thread_ts?: unknown }

/**
 * The thread a message stands in, by its first message. Null for one in the channel; so is the first of a thread
 * itself, which Slack gives its own ts as thread_ts. Source: docs.slack.dev, "Retrieving messages", threads.
 */
export const threadOf = ({ ts, thread_ts: first }: Standing): string | null =>
  typeof first === 'string' && first !== ts ? first : null

/**
 * Replies in a thread, or in the channel where it is null: of itself a response_url posts to the channel. What is
 * for everyone goes to the channel, as its button says; what replaces a message stays where that is.
 */
export const inThread = (reply: Respond, thread: string | null): Respond =>
  thread === null
    ? reply
    : (message, options = {}) =>
        reply(
          message,
          options.inChannel === true || options.replace === true ? options : { ...options, threadTs: thread },
        )

// As much of a press as is read; with a message that only one person sees Slack sends its container alone.
type Pressed = {
  readonly response_url: string
  readonly container?: { readonly message_ts?: unknown; readonly thread_ts?: unknown }
  readonly message?: Standing
}

/** Replies beside the message in which something was pressed: in its thread, if it stands in one. */
export const respondInThread = (
  { reply }: { readonly reply: (responseUrl: string) => Respond },
  { response_url, container, message }: Pressed,
): Respond => {
  const ts = container?.message_ts ?? message?.ts
  const first = container?.thread_ts ?? message?.thread_ts
  return inThread(reply(response_url), threadOf({ ts, thread_ts: first }))
}
