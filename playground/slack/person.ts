import { blockActionsPayload, findPressed } from './block-actions.ts'
import type { createCommandAnswer } from './command-answer.ts'
import type { Deliver, Delivery } from './delivery.ts'
import type { Messages, Posted } from './posted.ts'
import type { ResponseUrls } from './response-url.ts'
import { commandFields } from './slash-command.ts'
import type { Triggers } from './triggers.ts'
import { findSeat, type Workspace } from './workspace.ts'

type Deps = {
  readonly workspace: Workspace
  readonly messages: Messages
  readonly urls: ResponseUrls
  readonly triggers: Triggers
  readonly clock: () => number
  readonly deliver: Deliver
  readonly answerCommand: ReturnType<typeof createCommandAnswer>
}
export type Typed = {
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly command?: string
}
export type Press = {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly blockId?: string
  readonly actionId: string
}

export const canSee = (message: Posted, user: string): boolean =>
  message.visibleTo === 'channel' || message.visibleTo === user

/** What people can do: type a command, press a button. */
export const createPerson = (deps: Deps) => {
  const { workspace, messages, urls, triggers, clock, deliver } = deps

  const command = async ({ user, channel, text, command = '/crime' }: Typed): Promise<Delivery> => {
    const seat = findSeat(workspace, user, channel)
    const typed = `${command} ${text}`.trim()
    const response_url = urls.mint({ kind: 'commands', user, channel, typed })
    const form = commandFields(workspace, seat, command, text, { response_url, trigger_id: triggers.mint() })
    const delivery = await deliver({ what: command, type: 'slash_commands', form, payload: form })
    deps.answerCommand({ user, channel, command, typed }, delivery)
    return delivery
  }

  const press = async ({ user, channel, ts, blockId, actionId }: Press): Promise<Delivery> => {
    const seat = findSeat(workspace, user, channel)
    const message = messages.find(ts)
    if (message?.channel !== channel || !canSee(message, user))
      throw new Error(`No message ${ts} that ${user} can see in ${channel}`)
    const pressed = findPressed(message, actionId, blockId)
    const links = {
      response_url: urls.mint({ kind: 'actions', user, channel, ts }),
      trigger_id: triggers.mint(),
    }
    const payload = blockActionsPayload(workspace, seat, message, pressed, links, clock())
    const form = { payload: JSON.stringify(payload) }
    return deliver({ what: 'block_actions', type: 'interactive', form, payload })
  }

  return { command, press }
}
