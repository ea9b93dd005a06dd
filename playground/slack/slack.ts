import { type Deliver, type Parcel, undelivered } from './delivery/delivery.ts'
import { createHttpDelivery } from './delivery/http-delivery.ts'
import { createSockets } from './delivery/socket-mode.ts'
import { createChanges } from './event-bus.ts'
import { createFaults } from './faults.ts'
import { rulesOf } from './manifest.ts'
import { createInstalls } from './oauth/installs.ts'
import { createOAuth } from './oauth/oauth.ts'
import { createUninstall } from './oauth/uninstall.ts'
import { startServer } from './server.ts'
import type { Slack, SlackOptions } from './slack-interface.ts'
import { createWire } from './traffic.ts'
import { revokeMethod, teamsListMethod } from './web-api/auth-methods.ts'
import { createWebApi, type OutgoingCall } from './web-api/web-api.ts'
import { playground, type Workspace } from './workspace/workspace.ts'
import { createDesk, createDesks, type Desk, type Desks } from './workspace/workspace-service.ts'

export type { Delivery } from './delivery/delivery.ts'
export type { Change } from './event-bus.ts'
export type { Fault, Faults } from './faults.ts'
export type { Manifest } from './manifest.ts'
export type { Slack, SlackOptions } from './slack-interface.ts'
export type { Refusal, WireEntry } from './traffic.ts'
export type { Press, Typed } from './user-actions/message-actions.ts'
export type { MessageShortcut, Shortcut } from './user-actions/shortcuts.ts'
export type { Option, Query } from './user-actions/suggestions.ts'
export type { Act, Fill, Opening } from './user-actions/view-actions.ts'
export type { Input } from './workspace/choose-value.ts'
export type { LiveWorkspace } from './workspace/live-workspace.ts'
export type { Posted } from './workspace/messages.ts'
export type { View } from './workspace/view.ts'
export type { Channel, User, Workspace } from './workspace/workspace.ts'

/** Starts a Slack on 127.0.0.1, with one workspace unless more are given. */
export const startSlack = async (options: SlackOptions): Promise<Slack> => {
  const { signingSecret, botToken, appToken, clock = Date.now, port = 0, ackWithinMs = 3000 } = options
  const rules = rulesOf(options.manifest)
  const changes = createChanges()
  const wire = createWire(changes, clock)
  const installs = createInstalls()
  const calls: OutgoingCall[] = []
  const { faults, take } = createFaults()
  const http = createHttpDelivery({ signingSecret, clock, ackWithinMs, wire })
  const [home, ...others] = options.workspaces ?? [playground]
  if (botToken !== undefined) installs.add(home.id, options.scopes ?? rules.scopes, botToken)
  let deliver: Deliver = () => Promise.resolve(undelivered)
  const shared = { changes, wire, clock, rules, deliver: (parcel: Parcel) => deliver(parcel) }

  const parts = (url: string) => {
    const { appId } = home.appUser
    const sockets = createSockets({
      socketUrl: url.replace('http:', 'ws:'),
      appId,
      ackWithinMs,
      changes,
      wire,
    })
    const deskOf = (start: Workspace) =>
      createDesk(start, {
        ...shared,
        url,
        rateLimits: options.rateLimits !== false,
        orgInstalled: () =>
          start.organisation !== undefined &&
          installs.at(start.id) === undefined &&
          installs.at(start.organisation.id) !== undefined,
      })
    const desks: Desks = createDesks([deskOf(home), ...others.map(deskOf)])
    const uninstall = createUninstall({ ...shared, desks, installs })
    const oauth = options.oauth && createOAuth({ ...options.oauth, desks, installs, rules, clock })
    const webApi = createWebApi({
      appToken,
      calls,
      wire,
      openSocket: sockets.openSocket,
      botTokens: () => desks.all.flatMap(({ workspace }) => installs.at(workspace.id)?.token ?? []),
      installOf: installs.of,
      methodsFor: desks.methodsFor,
      isBotMethod: (name) => desks.first.methods([]).has(name),
      others: [
        ['auth.revoke', revokeMethod(installs, uninstall.uninstall)],
        ['auth.teams.list', teamsListMethod(installs, desks)],
        ...(oauth ? [['oauth.v2.access', oauth.access] as const] : []),
      ],
    })
    const browse = (page: URL) => oauth?.browse(page)
    return { sockets, desks, uninstall, takeFault: take, wire, webApi, respond: desks.respond, browse }
  }
  const { url, made, server, close } = await startServer(port, parts)
  const { sockets, desks, uninstall } = made
  server.on('upgrade', sockets.upgrade)
  deliver = sockets.deliver
  const faceOf = ({ workspace, people, messages }: Desk) => ({ workspace, ...people, messages })

  return {
    url,
    apiUrl: `${url}/api/`,
    deliverTo: (requestUrl) => {
      deliver = http.to(requestUrl, rules.suggestionsUrl(requestUrl))
    },
    ...faceOf(desks.first),
    at: (teamId) => faceOf(desks.at(teamId)),
    ...uninstall,
    tokenOf: (id) => installs.at(id)?.token,
    calls,
    nextMessage: (match = () => true) => changes.nextMessage(match),
    nextView: (match = () => true) => changes.nextView(match),
    nextChange: (match = () => true) => changes.next(match),
    on: changes.on,
    faults,
    wire: wire.entries,
    refusals: wire.refusals,
    takeTrigger: desks.first.takeTrigger,
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
