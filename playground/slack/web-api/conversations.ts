import type { Answer } from '../http-answer.ts'
import type { ManifestRules } from '../manifest.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Channel } from '../workspace/workspace.ts'
import { type Method, ok, slackError, text } from './method.ts'

type Deps = {
  readonly workspace: LiveWorkspace
  readonly rules: Pick<ManifestRules, 'messagesTab'>
  readonly scopes: readonly string[]
}
type ResolvedChannel =
  | { readonly channel: Channel; readonly failure?: never }
  | { readonly failure: Answer; readonly channel?: never }

/** Finds the conversation of a call. Error words: docs.slack.dev/reference/methods/chat.postMessage, "Errors". */
export const createChannelResolver = ({ workspace, rules, scopes }: Deps) => {
  const refusalOf = (channel: Channel): string | undefined => {
    const isPublic = channel.kind === 'channel'
    if (!channel.appIsMember && !isPublic) return 'channel_not_found'
    if (channel.isArchived) return 'is_archived'
    if (!channel.appIsMember && !scopes.includes('chat:write.public')) return 'not_in_channel'
    return channel.kind === 'im' && !rules.messagesTab ? 'messages_tab_disabled' : undefined
  }

  const known = (id: string): Channel | undefined => workspace.channels.find((it) => it.id === id)

  /** A conversation that the app may write to, by its id. */
  const byId = (argument: unknown): ResolvedChannel => {
    const channel = known(text(argument))
    const error = channel ? refusalOf(channel) : 'channel_not_found'
    return channel && error === undefined
      ? { channel }
      : { failure: slackError(error ?? 'channel_not_found') }
  }

  /** As `byId`; a person's id stands for the conversation with them, as in chat.postMessage. */
  const byIdOrPerson = (argument: unknown): ResolvedChannel => {
    const person = workspace.users.find((it) => it.id === argument)
    return byId(person ? workspace.directMessage(person.id).id : argument)
  }
  return { byId, byIdOrPerson }
}

/**
 * conversations.open with one person: docs.slack.dev/reference/methods/conversations.open. Several at once, which wants
 * another scope (mpim:write), is not built.
 */
export const conversationsOpen =
  (workspace: LiveWorkspace): Method =>
  ({ args }) => {
    const ids = text(args.users)
      .split(',')
      .filter((id) => id !== '')
    const [id = ''] = ids
    if (ids.length > 1) return slackError('missing_scope', { needed: 'mpim:write' })
    if (id === workspace.appUser.id) return slackError('cannot_dm_bot')
    if (!workspace.users.some((it) => it.id === id)) return slackError('user_not_found')
    const isOpen = workspace.channels.some(
      (it) => it.kind === 'im' && it.members.includes(id) && it.members.includes(workspace.appUser.id),
    )
    const channel = workspace.directMessage(id)
    return ok({ ...(isOpen ? { no_op: true, already_open: true } : {}), channel: { id: channel.id } })
  }
