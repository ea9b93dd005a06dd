import { type Deliver, type Delivery, undelivered } from '../delivery/delivery.ts'
import type { ManifestRules } from '../manifest.ts'
import { chosenValue, type Input } from '../workspace/choose-value.ts'
import { createMessageState, isStateful } from '../workspace/element-values.ts'
import type { Messages, SlackMessage } from '../workspace/messages.ts'
import type { ResponseUrls } from '../workspace/response-urls.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { findMember, type Workspace } from '../workspace/workspace.ts'
import { actionEntry, type ElementInBlock, overflowChoice } from './action-entry.ts'
import { blockActionsPayload, findElement } from './payloads.ts'
import { commandFields, type createCommandAnswer } from './slash-command.ts'
import type { Suggested } from './suggestions.ts'

type Deps = {
  readonly workspace: Workspace
  readonly messages: Messages
  readonly urls: ResponseUrls
  readonly triggers: Triggers
  readonly clock: () => number
  readonly deliver: Deliver
  readonly rules: ManifestRules
  readonly suggested: Suggested
  readonly answerCommand: ReturnType<typeof createCommandAnswer>
}
export type CommandInput = {
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly command?: string
}
export type PressInput = {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly blockId?: string
  readonly actionId: string
  /** What is chosen, where the element is no button: an option's value, an id, a date. */
  readonly value?: Input
}

// Slackbot's wording: seen in clients (?).
const notACommand = (command: string): string =>
  `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`

export const canSee = (message: SlackMessage, user: string): boolean =>
  message.visibleTo === 'channel' || message.visibleTo === user

/** What people can do: type a command, press a button or choose from a menu in a message. */
export const createMessageActions = (deps: Deps) => {
  const { workspace, messages, urls, triggers, clock, deliver } = deps
  const state = createMessageState()

  const command = async ({ user, channel, text, command = '/crime' }: CommandInput): Promise<Delivery> => {
    const member = findMember(workspace, user, channel)
    const typed = `${command} ${text}`.trim()
    if (!deps.rules.hasCommand(command)) {
      messages.post({ channel, visibleTo: user, from: 'slackbot', text: notACommand(command), blocks: [] })
      return undelivered
    }
    const response_url = urls.mint({ kind: 'commands', user, channel, typed })
    const trigger_id = triggers.mint({ user, channel })
    const form = commandFields(workspace, member, command, text, { response_url, trigger_id })
    const delivery = await deliver({ what: command, type: 'slash_commands', form, payload: form })
    deps.answerCommand({ user, channel, command, typed }, delivery)
    return delivery
  }

  const find = ({ user, channel, ts }: Pick<PressInput, 'user' | 'channel' | 'ts'>): SlackMessage => {
    const message = messages.find(ts)
    if (message?.channel !== channel || !canSee(message, user))
      throw new Error(`No message ${ts} that ${user} can see in ${channel}`)
    return message
  }

  /** What was chosen, kept in the message's state where the element keeps it. */
  const choose = (
    message: SlackMessage,
    { blockId, element }: ElementInBlock,
    user: string,
    value: Input | undefined,
  ) => {
    if (element.type === 'overflow') return overflowChoice(element, value)
    if (!isStateful(element)) return undefined
    if (value === undefined) throw new Error(`Say what is chosen in ${element.action_id}`)
    const suggested = deps.suggested.for(message.ts, blockId, element.action_id)
    const chosen = chosenValue(element, value, { workspace, user, suggested })
    state.setValue(message, user, blockId, element.action_id, chosen)
    return chosen
  }

  const press = async ({ user, channel, ts, blockId, actionId, value }: PressInput): Promise<Delivery> => {
    const member = findMember(workspace, user, channel)
    const message = find({ user, channel, ts })
    const pressed = findElement(message.blocks, `message ${ts}`, actionId, blockId)
    const entry = actionEntry(pressed, choose(message, pressed, user, value), clock())
    const links = {
      response_url: urls.mint({ kind: 'actions', user, channel, ts }),
      trigger_id: triggers.mint({ user, channel }),
    }
    const payload = blockActionsPayload(workspace, member, message, state.of(message, user), entry, links)
    return deliver({ what: 'block_actions', type: 'interactive', payload })
  }

  return { command, press }
}
