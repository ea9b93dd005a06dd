import { randomUUID } from 'node:crypto'
import type { EventSender } from '../delivery/events-api.ts'
import type { ManifestRules } from '../manifest.ts'
import type { MessageEvent, Messages, SlackMessage } from '../workspace/messages.ts'
import { findMember, type Workspace } from '../workspace/workspace.ts'

type SayDeps = {
  readonly workspace: Workspace
  readonly messages: Messages
  readonly rules: Pick<ManifestRules, 'canWriteToApp'>
}
export type SayInput = {
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly thread?: string
}

// What Slack writes in the place of these: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)

/** As Slack keeps what people type: "@Street Crime" by its id, in a conversation where it could be chosen. */
const asKept = (text: string, { appUser }: Workspace): string =>
  escaped(text).replaceAll(`@${appUser.name}`, `<@${appUser.id}>`)

/**
 * Posts as a person, in a thread where `thread` is the ts of its first message. Throws in the conversation with the app
 * where its manifest makes that read-only.
 */
export const createSay =
  ({ workspace, messages, rules }: SayDeps) =>
  ({ user, channel, text, thread }: SayInput): SlackMessage => {
    const member = findMember(workspace, user, channel)
    const { appUser } = workspace
    const isWithApp = member.channel.kind === 'im' && member.channel.members.includes(appUser.id)
    if (isWithApp && !rules.canWriteToApp)
      throw new Error(`${appUser.name} takes no messages here, only commands.`)
    const parent = thread === undefined ? {} : { thread_ts: thread }
    return messages.post({
      channel,
      visibleTo: 'channel',
      from: user,
      text: asKept(text, workspace),
      blocks: [],
      ...parent,
    })
  }

const threadOf = ({ thread_ts }: SlackMessage) => (thread_ts === undefined ? {} : { thread_ts })

/** A message as its event shows it: docs.slack.dev/reference/events/message. */
const shown = (message: SlackMessage, { id: team, appUser }: Workspace) => ({
  ...(message.from === 'app'
    ? { user: appUser.id, bot_id: appUser.botId, app_id: appUser.appId }
    : { user: message.from, client_msg_id: randomUUID() }),
  type: 'message',
  ts: message.ts,
  text: message.text,
  team,
  ...threadOf(message),
  ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
})

/** message.im: what stands in a conversation with the app, by whomever; edits and deletions as subtypes. */
const directEvent = ({ kind, message }: MessageEvent, workspace: Workspace) => {
  const where = { channel: message.channel, channel_type: 'im' }
  switch (kind) {
    case 'posted':
      return { ...shown(message, workspace), ...where, type: 'message' }
    case 'replaced':
      return {
        type: 'message',
        subtype: 'message_changed',
        ...where,
        ts: message.ts,
        message: shown(message, workspace),
      }
    case 'deleted':
      return { type: 'message', subtype: 'message_deleted', ...where, ts: message.ts, deleted_ts: message.ts }
  }
}

type TellDeps = {
  readonly workspace: Workspace
  readonly sendEvent: EventSender
  readonly hasScope: (scope: string) => boolean
  readonly hasEvent: (type: string) => boolean
}

/**
 * Tells the app of messages that everyone in a conversation sees: of those in its own, with im:history, and of mentions
 * of it by people where it is a member, with app_mentions:read (docs.slack.dev/reference/events/app_mention: elsewhere,
 * and in direct messages, no such event is sent). Without the scope, or the subscription, nothing is.
 */
export const createMessageTeller = ({ workspace, sendEvent, hasScope, hasEvent }: TellDeps) => {
  const { appUser } = workspace
  return (event: MessageEvent): void => {
    const { kind, message } = event
    const channel = workspace.channels.find(({ id }) => id === message.channel)
    if (channel === undefined || message.visibleTo !== 'channel' || !channel.members.includes(appUser.id))
      return
    if (channel.kind === 'im') {
      if (hasScope('im:history') && hasEvent('message.im')) void sendEvent(directEvent(event, workspace))
      return
    }
    const isMention = kind === 'posted' && message.from !== 'app' && message.text.includes(`<@${appUser.id}>`)
    if (isMention && hasScope('app_mentions:read') && hasEvent('app_mention'))
      void sendEvent({ ...shown(message, workspace), channel: message.channel, type: 'app_mention' })
  }
}
