import { App } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Config } from './config/config.ts'
import { dayInLondon } from './crime/dates.ts'
import { alertCommands } from './features/alerts/commands.ts'
import { alertBlocks, alertsUnavailable } from './features/alerts/home-section.ts'
import { registerAlerts } from './features/alerts/listeners.ts'
import type { AlertRepository } from './features/alerts/store/alert-repository.ts'
import { commandTable, linesOf, registerCrimeCommand } from './features/command/crime-command.ts'
import { registerConversation } from './features/conversation/listeners.ts'
import { createSeenEvents, type SeenEvents } from './features/conversation/seen-events.ts'
import { registerHome } from './features/home/listeners.ts'
import type { SectionPage, StoredHome } from './features/home/render.ts'
import { registerSavedPlaceButtons } from './features/home/saved-place-buttons.ts'
import { savedPlaceCommands } from './features/home/saved-place-commands.ts'
import type { SavedPlaceRepository } from './features/home/saved-place-repository.ts'
import { registerGlobalShortcut } from './features/shortcuts/global-shortcut.ts'
import { registerMessageShortcut } from './features/shortcuts/message-shortcut.ts'
import type { ReadHomeRows } from './home-rows.ts'
import { failed } from './lib/result.ts'
import type { Lookup } from './lookup/lookup.ts'
import { type Log, logRequests, slackLog } from './observability/log.ts'
import { type Metrics, NO_METRICS } from './observability/metrics.ts'
import { inRequest } from './observability/request-id.ts'
import { createRunningWork, type RunningWork } from './observability/running-work.ts'
import type { Reading } from './reading/reading.ts'
import { answerStale } from './report/answer.ts'
import { registerBrowse } from './report/browse/modal.ts'
import { registerReports } from './report/listeners.ts'
import { createBlockActions } from './slack/block-actions.ts'
import { createIsExternalUser, type Owner } from './slack/identity.ts'
import { createDatabaseOpening } from './slack/respond.ts'
import { createOwnConversations } from './slack/subcommand.ts'
import type { SocketTimings } from './slack/transport/socket.ts'
import { createTransport } from './slack/transport/transport.ts'
import { createChartSupport } from './slack/ui/charts.ts'
import { backgroundClientOptions, clientOptions, createClientPool } from './slack/web-api/client-pool.ts'
import { createResponseConnections, type Respond, respondTo } from './slack/web-api/response-url.ts'
import { type ApiProbe, createSlackReadiness, startApiProbe } from './slack/web-api/slack-readiness.ts'
import { respondOrText } from './slack/web-api/text-fallback.ts'
import { explainAuthorizationError } from './workspaces/authorization.ts'
import { createInstaller, type Installer } from './workspaces/installer.ts'
import { registerUninstall } from './workspaces/uninstall-listener.ts'
import {
  type ClientFor,
  createScopeCheck,
  installedClients,
  oneWorkspaceClients,
} from './workspaces/workspace-clients.ts'
import type { Workspaces } from './workspaces/workspaces.ts'

/** Everything the app is made of. `clock` gives ms since the epoch. */
export type AppDependencies = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly lookup: Lookup
  readonly places: SavedPlaceRepository
  readonly alerts: AlertRepository
  readonly workspaces: Workspaces
  /** By default each process remembers the events that it has answered. */
  readonly seenEvents?: SeenEvents
  /** By default nothing is measured. */
  readonly metrics?: Metrics
  readonly readHomeRows: ReadHomeRows
  /** Called when everything of an uninstalled workspace is deleted. */
  readonly afterUninstall?: () => Promise<void>
  /** While the database cannot be used, the app is ready but degraded. */
  readonly databaseReady: () => boolean
  /** Settles once the database has been opened, or could not be; by default that has been. */
  readonly databaseOpened?: Promise<void>
  /** The same for the queue of alerts; by default there is none. */
  readonly queueReady?: () => boolean
  /** Called where Slack rejects the app token, for good. */
  readonly onRefused: (reason: string) => void
  /** Of Socket Mode. */
  readonly socketTimings?: SocketTimings
}

/** The app as a whole. */
export type StreetCrime = {
  readonly start: () => Promise<{ readonly port: number }>
  /** The client of a workspace for work outside a request. */
  readonly clientFor: ClientFor
  /**
   * Is not ready any more, serves HTTP for another `lameDuckMs`, then takes no more work, waits for what is under way and
   * closes: `withinMs` at most, in all.
   */
  readonly stop: (withinMs: number, lameDuckMs?: number) => Promise<void>
}

const installerOf = (deps: AppDependencies, clientOptions: WebClientOptions): Installer | null => {
  const { config, workspaces, databaseReady: canKeep, log } = deps
  const { slack, slackApiUrl, pages } = config
  const { installations, usedStates } = workspaces
  return slack.kind === 'oauth'
    ? createInstaller({
        ...slack,
        slackApiUrl,
        clientOptions,
        installations,
        usedStates,
        canKeep,
        pages,
        log,
      })
    : null
}

/** Logs what a listener throws, and tells a person whose workspace has no installation. */
const handleErrors = (
  bolt: App,
  { config: { slack }, log }: AppDependencies,
  reply: (url: string) => Respond,
  work: RunningWork,
): void => {
  bolt.error(async ({ error, body }: { readonly error: Error; readonly body: unknown }) => {
    const explained =
      slack.kind === 'oauth'
        ? inRequest(() => explainAuthorizationError(error, body, { publicUrl: slack.publicUrl, reply, log }))
        : null
    if (explained === null) return log.error({ err: error }, 'a listener failed')
    // Not awaited: Bolt acks only after this.
    void work.run(() => explained)
  })
}

const storedHome = async (
  { readHomeRows, clock }: AppDependencies,
  owner: Owner,
  section: SectionPage,
): Promise<StoredHome> => {
  const read = await readHomeRows(owner)
  if (!read.ok) return { places: 'unavailable', usage: null, sections: alertsUnavailable() }
  const { places, alerts, usage } = read.value
  return { places, usage, sections: alertBlocks(alerts, places, dayInLondon(clock()), section) }
}

const NO_DATABASE = { use: async () => failed('unavailable' as const) }

// The empty form of an alert needs none, and has to open within three seconds.
const needsDatabase = ({ intent, postcodes }: Reading): boolean => intent !== 'alert' || postcodes.length > 0

/** Builds the app from its parts, with every feature registered. Nothing happens before `start`. */
export const createApp = (deps: AppDependencies): StreetCrime => {
  const { config, log, clock, lookup, places, alerts, workspaces } = deps
  const { metrics = NO_METRICS, seenEvents = createSeenEvents(NO_DATABASE, clock), afterUninstall } = deps
  const { slack, pages } = config
  const sdkLog = slackLog(log)
  const status = createSlackReadiness(clock)
  const work = createRunningWork()
  metrics.watch('slack_in_reach', status.isReady)
  const webApi = clientOptions(config.slackApiUrl, sdkLog)
  const installer = installerOf(deps, webApi)
  const transport = createTransport({ ...deps, sdkLog, reach: status, work, installer })
  const responses = createResponseConnections()
  const reply = (responseUrl: string) => respondOrText(respondTo(responseUrl, responses), log)
  let probe: ApiProbe | undefined
  let reconciliation: { readonly stop: () => void } | undefined
  const checkScopes = createScopeCheck(log)
  const pools = {
    listeners: createClientPool(webApi, log),
    jobs: createClientPool(backgroundClientOptions(webApi), log),
  }
  const clients =
    slack.kind === 'oauth'
      ? installedClients(workspaces.installations, pools, checkScopes)
      : oneWorkspaceClients(slack.botToken, () => probe?.identity() ?? {}, pools)

  const bolt = new App({
    receiver: transport.receiver,
    authorize: clients.authorize,
    clientOptions: webApi,
    logger: sdkLog,
    convoStore: false,
    ignoreSelf: false,
    extendedErrorHandler: true,
  })
  handleErrors(bolt, deps, reply, work)
  bolt.use(logRequests(log, clock))

  const { afterOpening, end: endWait } = createDatabaseOpening(deps.databaseOpened ?? Promise.resolve())
  const context = {
    lookup,
    clock,
    log,
    reply,
    charts: createChartSupport(clock),
    ownConversations: createOwnConversations(),
    places,
    alerts,
    pages,
    afterOpening,
  }
  const blockActions = createBlockActions(bolt, ({ body }) => answerStale(context, body))
  const stored = [...alertCommands(context), ...savedPlaceCommands(context)]
  const subcommands = commandTable({
    ...context,
    subcommands: stored.map((subcommand) => ({
      ...subcommand,
      run: (request) =>
        needsDatabase(request.reading)
          ? afterOpening(() => subcommand.run(request))
          : subcommand.run(request),
    })),
  })
  registerCrimeCommand(bolt, { ...context, subcommands })
  registerReports(blockActions, context)
  registerBrowse(bolt, blockActions, context)
  registerMessageShortcut(bolt, context)
  registerGlobalShortcut(bolt, blockActions, context)
  const isExternalUser = createIsExternalUser(clock)
  registerSavedPlaceButtons(blockActions, { ...context, isExternalUser })
  const redrawHome = registerHome(bolt, blockActions, {
    ...context,
    stored: (owner, section) => storedHome(deps, owner, section),
    commands: linesOf(subcommands.filter(({ intents }) => !intents.includes('help'))),
  })
  registerAlerts(bolt, blockActions, { ...context, redrawHome, isExternalUser })
  registerConversation(bolt, blockActions, { ...context, subcommands, seenEvents, isExternalUser })
  const uninstalls = registerUninstall(bolt, {
    deleteWorkspace: workspaces.deleteWorkspace,
    forget: workspaces.installations.forget,
    ...(afterUninstall === undefined ? {} : { afterUninstall }),
    log,
  })

  return {
    clientFor: clients.clientFor,
    start: async () => {
      const port = await transport.start()
      const token = slack.kind === 'oauth' ? undefined : slack.botToken
      const client = new WebClient(token, { ...webApi, retryConfig: { retries: 0 } })
      probe = startApiProbe(client, log, slack.kind === 'socket' ? null : status, checkScopes)
      reconciliation = workspaces.startReconciliation(pools.jobs, afterUninstall ?? (async () => undefined))
      return { port }
    },
    stop: async (withinMs, lameDuckMs) => {
      endWait()
      probe?.stop()
      uninstalls.stop()
      reconciliation?.stop()
      if (!(await transport.stop(withinMs, lameDuckMs))) log.warn('stopped before all work had ended')
      await responses.destroy()
    },
  }
}
