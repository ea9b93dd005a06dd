import { createChanges } from './changes.ts'
import type { Deliver } from './delivery.ts'
import { createFaults } from './faults.ts'
import { rulesOf } from './manifest.ts'
import { createWorkspace } from './membership.ts'
import { createHttpDelivery } from './over-http.ts'
import { createPace, unpaced } from './pace.ts'
import { createPeople } from './people.ts'
import { canSee } from './person.ts'
import { createMessages } from './posted.ts'
import { createResponses } from './response.ts'
import { createResponseUrls } from './response-url.ts'
import { startServer } from './server.ts'
import type { Slack, SlackOptions } from './slack-api.ts'
import { createSockets } from './sockets.ts'
import { createTriggers } from './triggers.ts'
import { createViews } from './views.ts'
import { createWebApi } from './web-api.ts'
import { createWire } from './wire.ts'
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
export type { MessageShortcut, Shortcut } from './shortcuts.ts'
export type { Slack, SlackOptions } from './slack-api.ts'
export type { Query } from './suggest.ts'
export type { Option } from './suggested.ts'
export type { View } from './view.ts'
export type { Act, Fill } from './view-person.ts'
export type { Refusal, WireEntry } from './wire.ts'
export type { Channel, User, Workspace } from './workspace.ts'

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
    const paced = options.rateLimits === false ? unpaced : createPace(clock)
    const webApi = createWebApi({ ...shared, botToken, appToken, scopes, url, paced, openSocket })
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
    nextView: (match = () => true) => changes.nextView(match),
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
