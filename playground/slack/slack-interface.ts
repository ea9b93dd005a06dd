import type { Delivery } from './delivery/delivery.ts'
import type { DisconnectReason } from './delivery/socket-mode.ts'
import type { BusEvent } from './event-bus.ts'
import type { Faults } from './faults.ts'
import type { Manifest } from './manifest.ts'
import type { OAuthOptions } from './oauth/oauth.ts'
import type { UninstallEvent } from './oauth/uninstall.ts'
import type { Exchange, Rejection } from './traffic.ts'
import type { CommandInput, PressInput } from './user-actions/message-actions.ts'
import type { SayInput } from './user-actions/say.ts'
import type { MessageShortcutInput, ShortcutInput } from './user-actions/shortcuts.ts'
import type { Option, SuggestionQuery } from './user-actions/suggestions.ts'
import type { FillInput, OpenHomeInput, ViewActionInput } from './user-actions/view-actions.ts'
import type { OutgoingCall } from './web-api/web-api.ts'
import type { LiveWorkspace } from './workspace/live-workspace.ts'
import type { SlackMessage } from './workspace/messages.ts'
import type { Triggers } from './workspace/triggers.ts'
import type { View } from './workspace/view.ts'
import type { Workspace } from './workspace/workspace.ts'

export type SlackOptions = {
  readonly signingSecret: string
  /** Of the first workspace, where the app is there from the start. */
  readonly botToken?: string
  /** Set: the app can be installed over OAuth. */
  readonly oauth?: OAuthOptions
  /** The workspaces there are, an organisation's among them. Default: the playground's alone. */
  readonly workspaces?: readonly [Workspace, ...Workspace[]]
  /** Set: Socket Mode is open to the app. */
  readonly appToken?: string
  /** Milliseconds since the epoch. Timestamps, signatures and expiries follow it; waiting for an ack is real time. */
  readonly clock?: () => number
  readonly port?: number
  /** Default 3,000, as Slack's. */
  readonly ackWithinMs?: number
  /** The app's manifest, parsed: what is not in it is not sent, shown or allowed. Default: everything is. */
  readonly manifest?: Manifest
  /** What the bot token may do. Default: as the manifest says, else commands and chat:write. */
  readonly scopes?: readonly string[]
  /** Whether the Web API keeps to Slack's rates by the clock (a clock that stands still never lets more through). Default true. */
  readonly rateLimits?: boolean
}

/** A workspace as its people use it. */
type WorkspaceActions = {
  readonly workspace: LiveWorkspace
  command(typed: CommandInput): Promise<Delivery>
  press(press: PressInput): Promise<Delivery>
  openHome(opening: OpenHomeInput): Promise<Delivery>
  homeOf(user: string): View | undefined
  modalOf(user: string): View | undefined
  act(act: ViewActionInput): Promise<Delivery>
  submit(by: { user: string }): Promise<Delivery>
  type(fill: FillInput): View
  say(said: SayInput): SlackMessage
  messages(channel: string, seenBy: string): readonly SlackMessage[]
}

export type Slack = {
  readonly url: string
  /** What SLACK_API_URL is set to. */
  readonly apiUrl: string
  readonly workspace: LiveWorkspace
  /** From now on over HTTP, to the app's /slack/events. Never called: over its sockets. */
  deliverTo(requestUrl: string): void
  /** Types a slash command ('/crime' by default). Resolves with the outcome of the delivery. */
  command(typed: CommandInput): Promise<Delivery>
  /**
   * Presses a button, past its confirm dialog, or chooses `value` from a menu. Rejects if it is not in a message that the
   * person can see, or not offered.
   */
  press(press: PressInput): Promise<Delivery>
  /** Opens the app's own page: app_home_opened. Rejects while a modal is open. */
  openHome(opening: OpenHomeInput): Promise<Delivery>
  /** The person's Home as they see it, state and all; undefined before the app published one. */
  homeOf(user: string): View | undefined
  /** The modal on top, as the person sees it: state, and errors beside its inputs. */
  modalOf(user: string): View | undefined
  /** Presses, chooses or types and hits Enter in the view before the person: block_actions. Rejects what cannot be done. */
  act(act: ViewActionInput): Promise<Delivery>
  /** Fills in an input that is not sent before it is submitted. Throws for one that is. */
  type(fill: FillInput): View
  /** Types into an external_select; what it shows then. Empty when too little is typed or the answer is of no use. */
  suggest(query: SuggestionQuery): Promise<readonly Option[]>
  /** Submits the modal on top and applies the answer. Rejects while a required input is empty. */
  submit(by: { user: string }): Promise<Delivery>
  /** Closes the modal on top (`all`: every one). Undefined when no view has notify_on_close. */
  closeModal(by: { user: string; all?: boolean }): Promise<Delivery | undefined>
  /** Picks a shortcut of the whole workspace. */
  shortcut(picked: ShortcutInput): Promise<Delivery>
  /** Picks a shortcut on a message that everyone in the channel can see. */
  messageShortcut(picked: MessageShortcutInput): Promise<Delivery>
  /**
   * Posts as a person to everyone in a conversation, or in a thread of it; "@Street Crime" in it is a mention. Throws in
   * the one with the app where that is read-only. The app is told where it may be.
   */
  say(said: SayInput): SlackMessage
  /** Changes, or deletes, what a person has posted. */
  editMessage(ts: string, text: string): void
  deleteMessage(ts: string): void
  /** What this person sees in this channel, in order. */
  messages(channel: string, seenBy: string): readonly SlackMessage[]
  /**
   * The next message that the app or Slackbot posts after this call (never an earlier one, never a replacement): ask
   * first, then act, then await. Rejects when this Slack closes.
   */
  nextMessage(match?: (message: SlackMessage) => boolean): Promise<SlackMessage>
  /** The next view that the app opens, pushes, updates or publishes after this call; rejects when this Slack closes. */
  nextView(match?: (view: View, user: string) => boolean): Promise<View>
  /** The next change after this call; rejects when this Slack closes. */
  nextEvent(match?: (change: BusEvent) => boolean): Promise<BusEvent>
  /** Calls the listener at every change, until the returned function is called. */
  on(listener: (change: BusEvent) => void): () => void
  readonly faults: Faults
  readonly traffic: readonly Exchange[]
  readonly rejections: readonly Rejection[]
  /** The app's calls to the Web API (the last 5,000), with whose token each carried. */
  readonly calls: readonly OutgoingCall[]
  /** Another workspace than the first. Throws where there is none of that id. */
  at(teamId: string): WorkspaceActions
  /** The app's token in a workspace ("T…") or in a whole organisation ("E…"); undefined where it is not installed. */
  tokenOf(id: string): string | undefined
  /** Uninstalls the app from a workspace or an organisation, and sends these events in this order. */
  uninstall(id: string, events?: readonly UninstallEvent[], tokenError?: string): Promise<readonly Delivery[]>
  /** Sends the events of an uninstall without one. */
  tellUninstalled(id: string, events: readonly UninstallEvent[]): Promise<readonly Delivery[]>
  /** Sends the last such event once more, with the same id. */
  redeliver(event: UninstallEvent): Promise<Delivery>
  /** Uses up a trigger_id, as opening a modal does. */
  consumeTrigger: Triggers['consume']
  /** Cuts every socket without a word. */
  dropSockets(): void
  /** Announces to every socket that it is about to be closed; the app closes it and connects anew. */
  disconnectSockets(reason: DisconnectReason): void
  sockets(): number
  close(): Promise<void>
}
