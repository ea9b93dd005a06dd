import { createChanges } from './changes.ts'
import { type Deliver, type Parcel, undelivered } from './delivery.ts'
import { createDesk, type Desk } from './desk.ts'
import { createDesks, type Desks } from './desks.ts'
import { createFaults } from './faults.ts'
import { createInstalls } from './installs.ts'
import { rulesOf } from './manifest.ts'
import { createOAuth } from './oauth.ts'
import { createHttpDelivery } from './over-http.ts'
import { revokeMethod } from './revoke.ts'
import { startServer } from './server.ts'
import type { Slack, SlackOptions } from './slack-api.ts'
import { createSockets } from './sockets.ts'
import { teamsListMethod } from './teams-list.ts'
import { createUninstall } from './uninstall.ts'
import { createWebApi, type OutgoingCall } from './web-api.ts'
import { createWire } from './wire.ts'
import { playground, type Workspace } from './workspace.ts'

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
