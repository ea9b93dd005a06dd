import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import { type Method, no, ok, text } from './method.ts'

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
    if (ids.length > 1) return no('missing_scope', { needed: 'mpim:write' })
    if (id === workspace.appUser.id) return no('cannot_dm_bot')
    if (!workspace.users.some((it) => it.id === id)) return no('user_not_found')
    const isOpen = workspace.channels.some(
      (it) => it.kind === 'im' && it.members.includes(id) && it.members.includes(workspace.appUser.id),
    )
    const channel = workspace.directMessage(id)
    return ok({ ...(isOpen ? { no_op: true, already_open: true } : {}), channel: { id: channel.id } })
  }
