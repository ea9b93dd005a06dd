import { type Element, elementsOf } from './generated-ids.ts'
import type { Posted } from './posted.ts'
import type { Seat } from './slash-command.ts'
import { payloadName, type Workspace } from './workspace.ts'

type Links = { readonly response_url: string; readonly trigger_id: string }
export type Pressed = { readonly blockId: string; readonly element: Element }

/** The one element that an action id (and a block id, where that is not enough) points at. Throws when it is not one. */
export const findPressed = (message: Posted, actionId: string, blockId?: string): Pressed => {
  const found = message.blocks
    .filter((block) => blockId === undefined || block.block_id === blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ blockId: block.block_id, element })))
    .filter(({ element }) => element.type === 'button' && element.action_id === actionId)
  const [first, ...more] = found
  if (!first) throw new Error(`No button ${actionId} in message ${message.ts}`)
  if (more.length > 0)
    throw new Error(`More than one button ${actionId} in message ${message.ts}: say which block`)
  return first
}

const given = (element: Element) =>
  Object.fromEntries(
    ['value', 'style', 'confirm', 'url', 'accessibility_label']
      .filter((key) => element[key] !== undefined)
      .map((key) => [key, element[key]]),
  )

const messageOf = (message: Posted, workspace: Workspace) => ({
  type: 'message',
  subtype: 'bot_message',
  bot_id: workspace.appUser.botId,
  app_id: workspace.appUser.appId,
  ts: message.ts,
  text: message.text,
  blocks: message.blocks,
})

/**
 * A button's payload: docs.slack.dev/reference/interaction-payloads/block_actions-payload. For an ephemeral message
 * Slack leaves `message` out and says so in the container, so that no app can read back what it showed (?).
 */
export const blockActionsPayload = (
  workspace: Workspace,
  { user, channel }: Seat,
  message: Posted,
  { blockId, element }: Pressed,
  links: Links,
  nowMs: number,
) => {
  const isEphemeral = message.visibleTo !== 'channel'
  return {
    type: 'block_actions',
    user: { id: user.id, username: user.username, name: user.username, team_id: workspace.id },
    api_app_id: workspace.appUser.appId,
    token: 'playground-verification-token',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
    },
    trigger_id: links.trigger_id,
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: payloadName(channel) },
    ...(isEphemeral ? {} : { message: messageOf(message, workspace) }),
    state: { values: {} },
    response_url: links.response_url,
    actions: [
      {
        type: element.type,
        action_id: element.action_id,
        block_id: blockId,
        text: element.text,
        ...given(element),
        action_ts: (nowMs / 1000).toFixed(6),
      },
    ],
  }
}
