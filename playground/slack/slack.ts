import { type AppRequest, type Deliver, undelivered } from './delivery/delivery.ts'
import { createHttpDelivery } from './delivery/http-delivery.ts'
import { createSockets } from './delivery/socket-mode.ts'
import { createEventBus } from './event-bus.ts'
import { createFaults } from './faults.ts'
import { manifestRules } from './manifest.ts'
import { createInstalls } from './oauth/installs.ts'
import { createOAuth } from './oauth/oauth.ts'
import { createUninstall } from './oauth/uninstall.ts'
import { startServer } from './server.ts'
import type { Slack, SlackOptions } from './slack-interface.ts'
import { createTrafficLog } from './traffic.ts'
import { revokeMethod, teamsListMethod } from './web-api/auth-methods.ts'
import { createWebApi, type OutgoingCall } from './web-api/web-api.ts'
import { playground } from './workspace/example-workspaces.ts'
import type { Workspace } from './workspace/workspace.ts'
import {
  createWorkspaceDirectory,
  createWorkspaceService,
  type WorkspaceDirectory,
  type WorkspaceService,
} from './workspace/workspace-service.ts'

export type { Delivery } from './delivery/delivery.ts'
export type { BusEvent } from './event-bus.ts'
export type { Fault, Faults } from './faults.ts'
export type { Manifest } from './manifest.ts'
export type { Slack, SlackOptions } from './slack-interface.ts'
export type { Exchange, Rejection } from './traffic.ts'
export type { CommandInput, PressInput } from './user-actions/message-actions.ts'
export type { MessageShortcutInput, ShortcutInput } from './user-actions/shortcuts.ts'
export type { Option, SuggestionQuery } from './user-actions/suggestions.ts'
export type { FillInput, OpenHomeInput, ViewActionInput } from './user-actions/view-actions.ts'
export type { Input } from './workspace/choose-value.ts'
export type { LiveWorkspace } from './workspace/live-workspace.ts'
export type { SlackMessage } from './workspace/messages.ts'
export type { View } from './workspace/view.ts'
export type { Channel, User, Workspace } from './workspace/workspace.ts'

/** Starts a Slack on 127.0.0.1, with one workspace unless more are given. */
export const startSlack = async (options: SlackOptions): Promise<Slack> => {
  const { signingSecret, botToken, appToken, clock = Date.now, port = 0, ackWithinMs = 3000 } = options
  const rules = manifestRules(options.manifest)
  const bus = createEventBus()
  const traffic = createTrafficLog(bus.emit, clock)
  const installs = createInstalls()
  const calls: OutgoingCall[] = []
  const { faults, consume } = createFaults()
  const http = createHttpDelivery({ signingSecret, clock, ackWithinMs, traffic })
  const [home, ...others] = options.workspaces ?? [playground]
  if (botToken !== undefined) installs.add(home.id, options.scopes ?? rules.scopes, botToken)
  let deliver: Deliver = () => Promise.resolve(undelivered)
  const shared = { bus, traffic, clock, rules, deliver: (request: AppRequest) => deliver(request) }

  const parts = (url: string) => {
    const { appId } = home.appUser
    const sockets = createSockets({
      socketUrl: url.replace('http:', 'ws:'),
      appId,
      ackWithinMs,
      onCount: (count) => bus.emit({ kind: 'sockets', count }),
      traffic,
    })
    const serviceOf = (start: Workspace) =>
      createWorkspaceService(start, {
        ...shared,
        url,
        rateLimits: options.rateLimits !== false,
        orgInstalled: (organisation) =>
          organisation !== undefined &&
          installs.at(start.id) === undefined &&
          installs.at(organisation.id) !== undefined,
        scopes: (organisation) =>
          (installs.at(start.id) ?? installs.at(organisation?.id ?? ''))?.scopes ?? [],
      })
    const directory: WorkspaceDirectory = createWorkspaceDirectory([
      serviceOf(home),
      ...others.map(serviceOf),
    ])
    const uninstall = createUninstall({ ...shared, directory, installs })
    const oauth = options.oauth && createOAuth({ ...options.oauth, directory, installs, rules, clock })
    const webApi = createWebApi({
      appToken,
      calls,
      traffic,
      openSocket: sockets.openSocket,
      botTokens: () => directory.all.flatMap(({ workspace }) => installs.at(workspace.id)?.token ?? []),
      installOf: installs.of,
      methodsFor: directory.methodsFor,
      isBotMethod: (name) => directory.first.methods([]).has(name),
      others: [
        ['auth.revoke', revokeMethod(installs, uninstall.uninstall)],
        ['auth.teams.list', teamsListMethod(installs, directory)],
        ...(oauth ? [['oauth.v2.access', oauth.access] as const] : []),
      ],
    })
    const browse = (page: URL) => oauth?.browse(page)
    return {
      sockets,
      directory,
      uninstall,
      consumeFault: consume,
      traffic,
      webApi,
      respond: directory.respond,
      browse,
    }
  }
  const { url, made, server, close } = await startServer(port, parts)
  const { sockets, directory, uninstall } = made
  server.on('upgrade', sockets.upgrade)
  deliver = sockets.deliver
  const actionsIn = ({ workspace, userActions, messages }: WorkspaceService) => ({
    workspace,
    ...userActions,
    messages,
  })

  return {
    url,
    apiUrl: `${url}/api/`,
    deliverTo: (requestUrl) => {
      deliver = http.to(requestUrl, rules.suggestionsUrl(requestUrl))
    },
    ...actionsIn(directory.first),
    at: (teamId) => actionsIn(directory.at(teamId)),
    ...uninstall,
    tokenOf: (id) => installs.at(id)?.token,
    calls,
    nextMessage: (match = () => true) => bus.nextMessage(match),
    nextView: (match = () => true) => bus.nextView(match),
    nextEvent: (match = () => true) => bus.next(match),
    on: bus.on,
    faults,
    traffic: traffic.exchanges,
    rejections: traffic.rejections,
    consumeTrigger: directory.first.consumeTrigger,
    dropSockets: sockets.drop,
    disconnectSockets: sockets.disconnect,
    sockets: sockets.count,
    close: async () => {
      bus.close()
      // An event that was not acked would be sent again minutes later.
      deliver = () => Promise.resolve(undelivered)
      const ended = Promise.all([http.close(), close()])
      sockets.close()
      await ended
    },
  }
}
