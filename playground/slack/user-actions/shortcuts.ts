import { type Deliver, type Delivery, undelivered } from '../delivery/delivery.ts'
import type { ManifestRules } from '../manifest.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Messages } from '../workspace/messages.ts'
import type { ResponseUrls } from '../workspace/response-urls.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { findMember, findUser, payloadName, type Workspace } from '../workspace/workspace.ts'
import { canSee } from './message-actions.ts'
import { messagePayload, payloadHead } from './payloads.ts'

type Deps = {
  readonly workspace: Workspace
  readonly messages: Messages
  readonly rules: ManifestRules
  readonly triggers: Triggers
  readonly urls: ResponseUrls
  readonly traffic: TrafficLog
  readonly clock: () => number
  readonly deliver: Deliver
}
export type ShortcutInput = { readonly user: string; readonly callbackId: string }
export type MessageShortcutInput = ShortcutInput & { readonly channel: string; readonly ts: string }

const page = 'docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload'

/** Global and message shortcuts. Only those that the manifest registers can be picked. */
export const createShortcuts = (deps: Deps) => {
  const { workspace, messages, rules, triggers, urls, traffic, clock, deliver } = deps

  const isRegistered = (type: 'global' | 'message', callbackId: string): boolean => {
    const known = rules.hasShortcut(type, callbackId)
    if (!known) traffic.reject('shortcut', `the manifest has no ${type} shortcut ${callbackId}`, page)
    return known
  }
  const headOf = (user: string, callback_id: string) => ({
    ...payloadHead(workspace, findUser(workspace, user)),
    callback_id,
    action_ts: (clock() / 1000).toFixed(6),
  })

  const shortcut = async ({ user, callbackId }: ShortcutInput): Promise<Delivery> => {
    if (!isRegistered('global', callbackId)) return undelivered
    const head = headOf(user, callbackId)
    const payload = { type: 'shortcut', ...head, trigger_id: triggers.mint({ user }) }
    return deliver({ what: 'shortcut', type: 'interactive', payload })
  }

  const messageShortcut = async ({
    user,
    channel,
    ts,
    callbackId,
  }: MessageShortcutInput): Promise<Delivery> => {
    const member = findMember(workspace, user, channel)
    const message = messages.find(ts)
    if (message?.channel !== channel || !canSee(message, user) || message.visibleTo !== 'channel')
      throw new Error(`No message ${ts} in ${channel} that has shortcuts for ${user}`)
    if (!isRegistered('message', callbackId)) return undelivered
    const payload = {
      type: 'message_action',
      ...headOf(user, callbackId),
      trigger_id: triggers.mint({ user, channel }),
      // That it posts a new message, and replaces none, is a guess (?).
      response_url: urls.mint({ kind: 'commands', user, channel }),
      channel: { id: channel, name: payloadName(member.channel) },
      message_ts: ts,
      message: messagePayload(message, workspace),
    }
    return deliver({ what: 'message_action', type: 'interactive', payload })
  }
  return { shortcut, messageShortcut }
}
