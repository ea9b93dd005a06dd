import type { Respond } from './response-url.ts'

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
