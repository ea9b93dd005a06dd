import { checkMessage } from '../block-rules/block-rules.ts'
import type { Answer } from '../http-answer.ts'
import type { ManifestRules } from '../manifest.ts'
import { messagePayload } from '../user-actions/payloads.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Messages, SlackMessage } from '../workspace/messages.ts'
import { type Channel, canRead } from '../workspace/workspace.ts'
import { createChannelResolver } from './conversations.ts'
import { type Call, type Method, ok, readNested, slackError, text, violationError } from './method.ts'

export type Content = {
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly metadata?: unknown
}
type Args = Readonly<Record<string, unknown>>

/** docs.slack.dev/messaging/message-metadata: a type, and a payload that is an object. */
const metadataIn = (argument: unknown): { readonly metadata?: unknown } | undefined => {
  if (argument === undefined || argument === '') return {}
  const metadata = readNested(argument)
  const { event_type, event_payload } = Object(metadata)
  const isPayload =
    typeof event_payload === 'object' && event_payload !== null && !Array.isArray(event_payload)
  return typeof event_type === 'string' && event_type !== '' && isPayload ? { metadata } : undefined
}

type Read =
  | { readonly content: Content; readonly failure?: never }
  | { readonly failure: Answer; readonly content?: never }

/** The message in a call, or the error for it. Error words: docs.slack.dev/reference/methods/chat.postMessage. */
const readContent = (args: Args): Read => {
  const given = args.blocks === undefined || args.blocks === '' ? [] : readNested(args.blocks)
  if (!Array.isArray(given)) return { failure: slackError('invalid_blocks_format') }
  const broken = checkMessage({ text: args.text, blocks: given })
  if (broken[0]) return { failure: violationError(broken[0].error, '', broken) }
  const metadata = metadataIn(args.metadata)
  if (!metadata) return { failure: slackError('invalid_metadata_format') }
  return { content: { text: text(args.text), blocks: given, ...metadata } }
}

type Deps = {
  readonly workspace: LiveWorkspace
  readonly messages: Messages
  readonly rules: ManifestRules
  readonly scopes: readonly string[]
}
type Own =
  | { readonly message: SlackMessage; readonly failure?: never }
  | { readonly failure: Answer; readonly message?: never }
type Thread = { readonly thread_ts?: string }

/** chat.postMessage, postEphemeral, update and delete: docs.slack.dev/reference/methods, a page each. */
export const chatMethods = ({ workspace, messages, rules, scopes }: Deps) => {
  const channels = createChannelResolver({ workspace, rules, scopes })

  /**
   * The thread a message goes to. Slack's page asks for the parent's ts, never a reply's; that Slack rejects any other,
   * and with this word, is a guess (?).
   */
  const threadIn = (argument: unknown, { id }: Channel): Thread | undefined => {
    const ts = text(argument)
    if (ts === '') return {}
    const parent = messages.find(ts)
    const isParent =
      parent?.channel === id && parent.visibleTo === 'channel' && parent.thread_ts === undefined
    return isParent ? { thread_ts: ts } : undefined
  }

  const post = (
    args: Call['args'],
    channel: Channel,
    visibleTo: string,
    answer: (message: SlackMessage) => Answer,
  ): Answer => {
    const { content, failure } = readContent(args)
    if (!content) return failure
    const thread = threadIn(args.thread_ts, channel)
    if (!thread) return slackError('cannot_reply_to_message')
    return answer(messages.post({ channel: channel.id, visibleTo, from: 'app', ...content, ...thread }))
  }

  const postMessage: Method = ({ args }) => {
    const { channel, failure } = channels.byIdOrPerson(args.channel)
    if (failure) return failure
    return post(args, channel, 'channel', (message) =>
      ok({ channel: channel.id, ts: message.ts, message: messagePayload(message, workspace) }),
    )
  }

  const postEphemeral: Method = ({ args }) => {
    const { channel, failure } = channels.byId(args.channel)
    if (failure) return failure
    const user = text(args.user)
    if (!channel.members.includes(user) || !canRead(channel, user)) return slackError('user_not_in_channel')
    return post(args, channel, user, (message) => ok({ message_ts: message.ts }))
  }

  /** A message of the app's own in a conversation it may write to. No ephemeral one can be changed. */
  const own = (args: Call['args'], notTheirs: string): Own => {
    const { channel, failure } = channels.byId(args.channel)
    if (failure) return { failure }
    const message = messages.find(text(args.ts))
    if (message?.channel !== channel.id || message.visibleTo !== 'channel')
      return { failure: slackError('message_not_found') }
    return message.from === 'app' ? { message } : { failure: slackError(notTheirs) }
  }

  /** "If you don't include `blocks`, the previous `blocks` are only retained if the `text` argument is not provided." */
  const update: Method = ({ args }) => {
    const { message, failure } = own(args, 'cant_update_message')
    if (!message) return failure
    const { content, failure: broken } = readContent(args)
    if (!content) return broken
    messages.replace(message.ts, content)
    const now = messages.find(message.ts) ?? message
    const shown = messagePayload(now, workspace)
    return ok({ channel: now.channel, ts: now.ts, text: now.text, message: shown })
  }

  const remove: Method = ({ args }) => {
    const { message, failure } = own(args, 'cant_delete_message')
    if (!message) return failure
    messages.remove(message.ts)
    return ok({ channel: message.channel, ts: message.ts })
  }

  return { postMessage, postEphemeral, update, remove }
}
