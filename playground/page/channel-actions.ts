import { z } from 'zod'
import { type Actions, action, BadRequest, input } from './page-request.ts'
import type { PageSlack } from './slack-port.ts'
import type { LineResult } from './snapshot.ts'

/** The app's only command. Slack itself rejects any other, which never reaches an app. */
export const COMMAND = '/crime'

/** A command's text, a message to everyone in the conversation, whom to invite or remove, or the error to show. */
export type Line =
  | { command: string }
  | { message: string }
  | { invite: string }
  | { remove: string }
  | { error: string }

/** Reads a line of the composer as Slack does: what starts with a slash is a command up to the first space, and its text. */
export function readLine(line: string): Line {
  const [, command, text = ''] = /^(\/\S*)(?:\s+(.*))?$/s.exec(line.trim()) ?? []
  if (command === undefined) return { message: line.trim() }
  if (command === COMMAND) return { command: text }
  if (command === '/invite') return { invite: text }
  if (command === '/remove') return { remove: text }
  return { error: `${command} is not a command here. Try ${COMMAND} help.` }
}

/**
 * /invite and /remove add the app to a channel and remove it. Slack invites apps to channels only.
 * Source: slack.com/help/articles/201980108, "Add people to a channel" (?: the command is tried by name only).
 * @param named as it was typed, "@Street Crime"
 * @throws BadRequest for anybody but the app, and outside channels
 */
function changeAppMembership(
  { workspace }: PageSlack,
  channel: string,
  named: string,
  what: 'invite' | 'remove',
): LineResult {
  const app = workspace.appUser.name
  if (named.trim().replace(/^@/, '').toLowerCase() !== app.toLowerCase())
    throw new BadRequest(422, `Only the app can be invited or removed here: /${what} @${app}`)
  const here = workspace.channels.find(({ id }) => id === channel)
  if (here?.kind !== 'channel' && here?.kind !== 'private')
    throw new BadRequest(422, 'An app can be invited to channels only.')
  workspace[what](channel)
  return { outcome: what === 'invite' ? 'invited' : 'removed' }
}

// docs.slack.dev/interactivity/implementing-slash-commands
const NO_COMMANDS_IN_THREADS = 'Slack has no commands in threads. Mention the app instead.'

const member = z.object({ user: z.string(), channel: z.string() })
const typed = member.extend({ text: z.string(), thread: z.string().exactOptional() })
const pressed = member.extend({
  ts: z.string(),
  blockId: z.string().exactOptional(),
  actionId: z.string(),
  value: input.exactOptional(),
})

const picked = z.object({ user: z.string(), callbackId: z.string() })
const pickedOn = picked.extend({ channel: z.string(), ts: z.string() })

/** What a person can do in a conversation: send a line, use an element of a message, pick a shortcut. */
export const channelActions = (slack: PageSlack): Actions => ({
  'POST /line': action(typed, ({ text: line, thread, ...who }) => {
    const read = readLine(line)
    if (thread !== undefined && !('message' in read)) throw new BadRequest(422, NO_COMMANDS_IN_THREADS)
    if ('error' in read) throw new BadRequest(422, read.error)
    if ('command' in read) return slack.command({ ...who, text: read.command })
    if ('invite' in read) return changeAppMembership(slack, who.channel, read.invite, 'invite')
    if ('remove' in read) return changeAppMembership(slack, who.channel, read.remove, 'remove')
    slack.say({ ...who, text: read.message, ...(thread === undefined ? {} : { thread }) })
    return { outcome: 'posted' } satisfies LineResult
  }),
  'POST /press': action(pressed, slack.press),
  'POST /shortcut': action(picked, slack.shortcut),
  'POST /message-shortcut': action(pickedOn, slack.messageShortcut),
})
