import { checkMessage } from '../block-rules/block-rules.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Messages } from '../workspace/messages.ts'
import { type Channel, payloadName, type User, type Workspace } from '../workspace/workspace.ts'

export type Member = { readonly user: User; readonly channel: Channel }
type Links = { readonly response_url: string; readonly trigger_id: string }

/** What a slash command carries, over HTTP as a form and over a socket as JSON: docs.slack.dev/interactivity/implementing-slash-commands. */
export const commandFields = (
  workspace: Workspace,
  { user, channel }: Member,
  command: string,
  text: string,
  links: Links,
): Readonly<Record<string, string>> => ({
  // The verification token is deprecated but still sent; nobody should look at it.
  token: 'playground-verification-token',
  team_id: workspace.id,
  team_domain: workspace.domain,
  channel_id: channel.id,
  channel_name: payloadName(channel),
  user_id: user.id,
  user_name: user.username,
  command,
  text,
  api_app_id: workspace.appUser.appId,
  is_enterprise_install: String(workspace.orgInstalled === true),
  // In an organisation only, says the same page.
  ...(workspace.organisation
    ? { enterprise_id: workspace.organisation.id, enterprise_name: workspace.organisation.name }
    : {}),
  ...links,
})

/** The error that Slackbot shows when a command fails: seen in clients (?). */
const failureOf = ({ outcome }: Delivery): string | undefined => {
  if (outcome === 'acked') return undefined
  return outcome === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
}

/** An ack's body as a message: a JSON object as it is, anything else as text, nothing when there is nothing to show. */
const messageIn = (body: string): Record<string, unknown> | undefined => {
  if (body.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) {
      const { text, blocks } = Object(value)
      return text || blocks ? Object(value) : undefined
    }
  } catch {
    // Not JSON: plain text.
  }
  return { text: body }
}

type CommandOrigin = {
  readonly user: string
  readonly channel: string
  readonly command: string
  readonly typed: string
}

/**
 * Shows the person what an ack of a command, or the lack of one, amounts to. An answer for all shows what was typed too:
 * docs.slack.dev/interactivity/implementing-slash-commands.
 */
export const createCommandAnswer = (messages: Messages, traffic: TrafficLog) => {
  const postError = ({ user, channel, command }: CommandOrigin, error: string) =>
    messages.post({
      channel,
      visibleTo: user,
      from: 'slackbot',
      text: `${command} failed with the error "${error}"`,
      blocks: [],
    })

  const show = (origin: CommandOrigin, message: Record<string, unknown>) => {
    const { text = '', blocks = [], response_type } = Object(message)
    const { user, channel, typed } = origin
    const visibleTo = response_type === 'in_channel' ? 'channel' : user
    if (visibleTo === 'channel') messages.post({ channel, visibleTo, from: user, text: typed, blocks: [] })
    messages.post({ channel, visibleTo, from: 'app', text, blocks })
  }

  return (origin: CommandOrigin, delivery: Delivery): void => {
    const failure = failureOf(delivery)
    if (failure) return void postError(origin, failure)
    const message = messageIn(delivery.body)
    if (!message) return
    const broken = checkMessage(message)
    for (const it of broken) traffic.reject(`${origin.command} ack`, `${it.path}: ${it.rule}`, it.source)
    if (broken[0]) return void postError(origin, 'invalid_command_response')
    show(origin, message)
  }
}
