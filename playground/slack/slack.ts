import { type Change, createChanges } from './changes.ts'
import type { Deliver, Delivery } from './delivery.ts'
import { createFaults, type Faults } from './faults.ts'
import type { Opening } from './home-person.ts'
import { type Manifest, rulesOf } from './manifest.ts'
import { createWorkspace, type LiveWorkspace } from './membership.ts'
import { createHttpDelivery } from './over-http.ts'
import { createPeople } from './people.ts'
import { canSee, type Press, type Typed } from './person.ts'
import { createMessages, type Posted } from './posted.ts'
import { createResponses } from './response.ts'
import { createResponseUrls } from './response-url.ts'
import { startServer } from './server.ts'
import { createSockets, type DisconnectReason } from './sockets.ts'
import type { Query } from './suggest.ts'
import type { Option } from './suggested.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import type { View } from './view.ts'
import type { Act, Fill } from './view-person.ts'
import { createViews } from './views.ts'
import { createWebApi } from './web-api.ts'
import { createWire, type Refusal, type WireEntry } from './wire.ts'
import { findSeat, playground } from './workspace.ts'

export type { Change } from './changes.ts'
export type { Input } from './choice.ts'
export type { Delivery } from './delivery.ts'
export type { Fault, Faults } from './faults.ts'
export type { Opening } from './home-person.ts'
export type { Manifest } from './manifest.ts'
export type { LiveWorkspace } from './membership.ts'
export type { Press, Typed } from './person.ts'
export type { Posted } from './posted.ts'
export type { Query } from './suggest.ts'
export type { Option } from './suggested.ts'
export type { View } from './view.ts'
export type { Act, Fill } from './view-person.ts'
export type { Refusal, WireEntry } from './wire.ts'
export type { Channel, User, Workspace } from './workspace.ts'

export type SlackOptions = {
  readonly signingSecret: string
  readonly botToken: string
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
}

export type Slack = {
  readonly url: string
  /** What SLACK_API_URL is set to. */
  readonly apiUrl: string
  readonly workspace: LiveWorkspace
  /** From now on over HTTP, to the app's /slack/events. Never called: over its sockets. */
  deliverTo(requestUrl: string): void
  /** Types a slash command ('/crime' unless told). Resolves once acked, refused, timed out or found unreachable. */
  command(typed: Typed): Promise<Delivery>
  /**
   * Presses a button, past its confirm dialog, or chooses `value` from a menu. Rejects if it is not in a message that the
   * person can see, or not offered.
   */
  press(press: Press): Promise<Delivery>
  /** Opens the app's own page: app_home_opened. Rejects while a modal is open. */
  openHome(opening: Opening): Promise<Delivery>
  /** The person's Home as they see it, state and all; undefined before the app published one. */
  homeOf(user: string): View | undefined
  /** The modal on top, as the person sees it: state, and errors beside its inputs. */
  modalOf(user: string): View | undefined
  /** Presses, chooses or types and hits Enter in the view before the person: block_actions. Rejects what cannot be done. */
  act(act: Act): Promise<Delivery>
  /** Fills in an input that tells the app nothing before it is submitted. Throws for one that does. */
  type(fill: Fill): View
  /** Types into an external_select; what it shows then. Empty when too little is typed or the answer is of no use. */
  suggest(query: Query): Promise<readonly Option[]>
  /** Submits the modal on top and applies the answer. Rejects while a required input is empty. */
  submit(by: { user: string }): Promise<Delivery>
  /** Closes the modal on top (`all`: every one). Undefined when no view asked to be told. */
  closeModal(by: { user: string; all?: boolean }): Promise<Delivery | undefined>
  /** What this person sees in this channel, in order. */
  messages(channel: string, seenBy: string): readonly Posted[]
  /**
   * The next message that the app or Slackbot posts after this call (never an earlier one, never a replacement): ask
   * first, then act, then await. Rejects when this Slack closes.
   */
  nextMessage(match?: (message: Posted) => boolean): Promise<Posted>
  /** The next change after this call; rejects when this Slack closes. */
  nextChange(match?: (change: Change) => boolean): Promise<Change>
  /** Calls the listener at every change, until the returned function is called. */
  on(listener: (change: Change) => void): () => void
  readonly faults: Faults
  readonly wire: readonly WireEntry[]
  readonly refusals: readonly Refusal[]
  /** Uses up a trigger_id, as opening a modal does. */
  takeTrigger: Triggers['take']
  /** Cuts every socket without a word. */
  dropSockets(): void
  /** Announces to every socket that it is about to be closed; the app closes it and connects anew. */
  disconnectSockets(reason: DisconnectReason): void
  sockets(): number
  close(): Promise<void>
}

/** Starts a Slack on 127.0.0.1 with one workspace. */
export const startSlack = async (options: SlackOptions): Promise<Slack> => {
  const { signingSecret, botToken, appToken, clock = Date.now, port = 0, ackWithinMs = 3000 } = options
  const rules = rulesOf(options.manifest)
  const changes = createChanges()
  const workspace = createWorkspace(playground, changes)
  const wire = createWire(changes, clock)
  const messages = createMessages(changes, clock)
  const views = createViews(workspace, changes, clock)
  const triggers = createTriggers(clock)
  const { faults, take } = createFaults()
  const http = createHttpDelivery({ signingSecret, clock, ackWithinMs, wire })
  const shared = { workspace, rules, messages, views, triggers, wire, clock }

  const parts = (url: string) => {
    const socketUrl = url.replace('http:', 'ws:')
    const sockets = createSockets({ socketUrl, appId: workspace.appUser.appId, ackWithinMs, changes, wire })
    const urls = createResponseUrls(url, workspace.id, clock)
    const { openSocket } = sockets
    const scopes = options.scopes ?? rules.scopes
    const webApi = createWebApi({ ...shared, botToken, appToken, scopes, url, openSocket })
    const respond = createResponses({ urls, messages, wire, clock })
    return { sockets, urls, takeFault: take, wire, webApi, respond }
  }
  const { url, made, server, close } = await startServer(port, parts)
  const { sockets, urls } = made
  server.on('upgrade', sockets.upgrade)

  let deliver: Deliver = sockets.deliver
  const people = createPeople({ ...shared, urls, deliver: (parcel) => deliver(parcel) })

  return {
    url,
    apiUrl: `${url}/api/`,
    workspace,
    deliverTo: (requestUrl) => {
      deliver = http.to(requestUrl, rules.suggestionsUrl(requestUrl))
    },
    ...people,
    messages: (channel, seenBy) => {
      findSeat(workspace, seenBy, channel)
      return messages.all().filter((it) => it.channel === channel && canSee(it, seenBy))
    },
    nextMessage: (match = () => true) => changes.nextMessage(match),
    nextChange: (match = () => true) => changes.next(match),
    on: changes.on,
    faults,
    wire: wire.entries,
    refusals: wire.refusals,
    takeTrigger: triggers.take,
    dropSockets: sockets.drop,
    disconnectSockets: sockets.disconnect,
    sockets: sockets.count,
    close: async () => {
      changes.close()
      const ended = Promise.all([http.close(), close()])
      sockets.close()
      await ended
    },
  }
}
