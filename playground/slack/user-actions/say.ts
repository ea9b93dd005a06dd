import type { Messages, Posted } from '../workspace/messages.ts'
import { findSeat, type Workspace } from '../workspace/workspace.ts'

type Deps = { readonly workspace: Workspace; readonly messages: Messages }
export type Said = {
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly thread?: string
}

// What Slack writes in the place of these: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)

/**
 * What people say to one another, in a thread where `thread` is the ts of its first message. The app hears nothing of it:
 * it asks for no such events. Throws in the conversation with the app, which its manifest makes read-only.
 */
export const createSay =
  ({ workspace, messages }: Deps) =>
  ({ user, channel, text, thread }: Said): Posted => {
    const seat = findSeat(workspace, user, channel)
    const { appUser } = workspace
    if (seat.channel.kind === 'im' && seat.channel.members.includes(appUser.id))
      throw new Error(`${appUser.name} takes no messages here, only commands.`)
    const parent = thread === undefined ? {} : { thread_ts: thread }
    return messages.post({
      channel,
      visibleTo: 'channel',
      from: user,
      text: escaped(text),
      blocks: [],
      ...parent,
    })
  }
