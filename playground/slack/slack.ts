import { type Change, createChanges } from './changes.ts'
import { createCommandAnswer } from './command-answer.ts'
import type { Deliver, Delivery } from './delivery.ts'
import { createFaults, type Faults } from './faults.ts'
import { createHttpDelivery } from './over-http.ts'
import { canSee, createPerson, type Press, type Typed } from './person.ts'
import { createMessages, type Posted } from './posted.ts'
import { createResponses } from './response.ts'
import { createResponseUrls } from './response-url.ts'
import { startServer } from './server.ts'
import { createSockets, type DisconnectReason } from './sockets.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import { createWebApi } from './web-api.ts'
import { createWire, type Refusal, type WireEntry } from './wire.ts'
import { findSeat, playground, type Workspace } from './workspace.ts'

export type { Change } from './changes.ts'
export type { Delivery } from './delivery.ts'
export type { Fault, Faults } from './faults.ts'
export type { Press, Typed } from './person.ts'
export type { Posted } from './posted.ts'
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
}

export type Slack = {
  readonly url: string
  /** What SLACK_API_URL is set to. */
  readonly apiUrl: string
  readonly workspace: Workspace
  /** From now on over HTTP, to the app's /slack/events. Never called: over its sockets. */
  deliverTo(requestUrl: string): void
  /** Types a slash command ('/crime' unless told). Resolves once acked, refused, timed out or found unreachable. */
  command(typed: Typed): Promise<Delivery>
  /** Presses a button, past its confirm dialog. Rejects if it is not in a message that the person can see. */
  press(press: Press): Promise<Delivery>
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
  const workspace = playground
  const changes = createChanges()
  const wire = createWire(changes, clock)
  const messages = createMessages(changes, clock)
  const triggers = createTriggers(clock)
  const { faults, take } = createFaults()
  const http = createHttpDelivery({ signingSecret, clock, ackWithinMs, wire })

  const parts = (url: string) => {
    const socketUrl = url.replace('http:', 'ws:')
    const sockets = createSockets({ socketUrl, appId: workspace.appUser.appId, ackWithinMs, changes, wire })
    const urls = createResponseUrls(url, workspace.id, clock)
    const { openSocket } = sockets
    const webApi = createWebApi({ botToken, appToken, workspace, url, openSocket, refuse: wire.refuse })
    const respond = createResponses({ urls, messages, wire, clock })
    return { sockets, urls, takeFault: take, wire, webApi, respond }
  }
  const { url, made, server, close } = await startServer(port, parts)
  const { sockets, urls } = made
  server.on('upgrade', sockets.upgrade)

  let deliver: Deliver = sockets.deliver
  const person = createPerson({
    workspace,
    messages,
    urls,
    triggers,
    clock,
    deliver: (parcel) => deliver(parcel),
    answerCommand: createCommandAnswer(messages, wire),
  })

  return {
    url,
    apiUrl: `${url}/api/`,
    workspace,
    deliverTo: (requestUrl) => {
      deliver = http.to(requestUrl)
    },
    ...person,
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
