import { type Block, elementsOf } from '../workspace/block-ids.ts'
import type { Values } from '../workspace/element-values.ts'
import type { SlackMessage } from '../workspace/messages.ts'
import { type View, viewPayload } from '../workspace/view.ts'
import { payloadName, type User, type Workspace } from '../workspace/workspace.ts'
import type { actionEntry, ElementInBlock } from './action-entry.ts'
import type { Member } from './slash-command.ts'

const teamOf = ({ id, domain, organisation }: Workspace) =>
  organisation
    ? { id, domain, enterprise_id: organisation.id, enterprise_name: organisation.name }
    : { id, domain }

/**
 * What every interaction's payload has in common: docs.slack.dev/reference/interaction-payloads. In a view of an app
 * that a whole organisation has, `team` is null: Bolt's buildSource says so of such installs. `user.team_id` is where the
 * account is at home, in all workspaces of its organisation: github.com/slackapi/bolt-js/issues/1875.
 */
export const payloadHead = (workspace: Workspace, user: User, inView = false) => ({
  user: { id: user.id, username: user.username, name: user.username, team_id: user.home ?? workspace.id },
  api_app_id: workspace.appUser.appId,
  token: 'playground-verification-token',
  team: inView && workspace.orgInstalled === true ? null : teamOf(workspace),
  enterprise: workspace.organisation
    ? { id: workspace.organisation.id, name: workspace.organisation.name }
    : null,
  is_enterprise_install: workspace.orgInstalled === true,
})

type Links = { readonly response_url: string; readonly trigger_id: string }
type Entry = ReturnType<typeof actionEntry>

/** The one element that an action id (and a block id, where that is not enough) points at. Throws when it is not one. */
export const findElement = (
  blocks: readonly Block[],
  where: string,
  actionId: string,
  blockId?: string,
): ElementInBlock & { readonly block: Block } => {
  const [first, ...more] = blocks
    .filter((block) => blockId === undefined || block.block_id === blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, blockId: block.block_id, element })))
    .filter(({ element }) => element.action_id === actionId)
  if (!first) throw new Error(`No button ${actionId} in ${where}`)
  if (more.length > 0) throw new Error(`More than one button ${actionId} in ${where}: say which block`)
  return first
}

/** A message as payloads and answers of chat.* show it. */
export const messagePayload = (message: SlackMessage, { appUser }: Workspace) => ({
  type: 'message',
  ...(message.from === 'app'
    ? { subtype: 'bot_message', bot_id: appUser.botId, app_id: appUser.appId }
    : { user: message.from }),
  ts: message.ts,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  text: message.text,
  blocks: message.blocks,
  ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
})

/** Where in a message something happened. */
export const messageContainer = (message: SlackMessage) => ({
  type: 'message',
  message_ts: message.ts,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  channel_id: message.channel,
  is_ephemeral: message.visibleTo !== 'channel',
})

/**
 * What happened in a message: docs.slack.dev/reference/interaction-payloads/block_actions-payload. For an ephemeral
 * message Slack leaves `message` out and says so in the container, so that no app can read back what it showed (?).
 */
export const blockActionsPayload = (
  workspace: Workspace,
  { user, channel }: Member,
  message: SlackMessage,
  values: Values,
  entry: Entry,
  links: Links,
) => ({
  type: 'block_actions',
  ...payloadHead(workspace, user),
  container: messageContainer(message),
  trigger_id: links.trigger_id,
  channel: { id: channel.id, name: payloadName(channel) },
  ...(message.visibleTo === 'channel' ? { message: messagePayload(message, workspace) } : {}),
  state: { values },
  response_url: links.response_url,
  actions: [entry],
})

/** What happened in a view: the state is the view's own, and there is no response_url: docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export const viewActionsPayload = (
  workspace: Workspace,
  user: User,
  view: View,
  entry: Entry,
  trigger_id: string,
) => ({
  type: 'block_actions',
  ...payloadHead(workspace, user, true),
  container: { type: 'view', view_id: view.id },
  trigger_id,
  view: viewPayload(view),
  actions: [entry],
})
