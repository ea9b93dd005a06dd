import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { dayInLondon } from './crime/dates.ts'
import { alertCommands } from './features/alerts/commands.ts'
import { registerAlerts } from './features/alerts/listeners.ts'
import { alertBlocks, alertBlocksUnavailable } from './features/alerts/messages/list.ts'
import type { AlertRepository } from './features/alerts/store/alert-repository.ts'
import { commandTable, linesOf, registerCrimeCommand } from './features/command/crime-command.ts'
import { registerConversation } from './features/conversation/listeners.ts'
import { createSeenEvents, type SeenEvents } from './features/conversation/seen-events.ts'
import { registerHome } from './features/home/listeners.ts'
import type { StoredHome } from './features/home/render.ts'
import { registerSavedPlaceButtons } from './features/home/saved-place-buttons.ts'
import { savedPlaceCommands } from './features/home/saved-place-commands.ts'
import type { SavedPlaceRepository } from './features/home/saved-place-repository.ts'
import { registerGlobalShortcut } from './features/shortcuts/global-shortcut.ts'
import { registerMessageShortcut } from './features/shortcuts/message-shortcut.ts'
import type { ReadHomeRows } from './home-rows.ts'
import { failed } from './lib/result.ts'
import type { Lookup } from './lookup/lookup.ts'
import { logRequests, slackLog } from './observability/log.ts'
import { NO_METRICS } from './observability/metrics.ts'
import { createRunningWork } from './observability/running-work.ts'
import type { Reading } from './reading/reading.ts'
import { answerStale } from './report/answer.ts'
import { registerBrowse } from './report/browse/listeners.ts'
import { registerReports } from './report/listeners.ts'
import { createBlockActions } from './slack/block-actions.ts'
import { createIsExternalUser, type Owner } from './slack/identity.ts'
import { createDatabaseOpening } from './slack/respond.ts'
import { createOwnConversations } from './slack/subcommand.ts'
import { createTransport, type TransportOptions } from './slack/transport/transport.ts'
import { createChartSupport } from './slack/ui/charts.ts'
import type { AskedPage } from './slack/ui/pages.ts'
import { BACKGROUND, clientOptions, createClientPool, INSTALLING } from './slack/web-api/client-pool.ts'
import { createResponseConnections, respondTo } from './slack/web-api/response-url.ts'
import { createSlackReadiness, startApiProbe } from './slack/web-api/slack-readiness.ts'
import { respondOrText } from './slack/web-api/text-fallback.ts'
import { requireInstallation } from './workspaces/authorization.ts'
import { installRoutes } from './workspaces/installer.ts'
import { registerUninstall } from './workspaces/uninstall-listener.ts'
import { createScopeCheck, installedClients, oneWorkspaceClients } from './workspaces/workspace-clients.ts'
import type { Workspaces } from './workspaces/workspaces.ts'

/** Everything the app is made of. */
type AppDependencies = Omit<
  TransportOptions,
  'sdkLog' | 'slackReadiness' | 'work' | 'installRoutes' | 'wait'
> & {
  readonly lookup: Lookup
  readonly places: SavedPlaceRepository
  readonly alerts: AlertRepository
  readonly workspaces: Workspaces
  /** By default each process remembers the events that it has answered. */
  readonly seenEvents?: SeenEvents
  readonly readHomeRows: ReadHomeRows
  /** Called when everything of an uninstalled workspace is deleted; by default nothing follows. */
  readonly afterUninstall?: () => void
  /** Settles once the database has been opened, or could not be; by default that has been. */
  readonly databaseOpened?: Promise<void>
}

const storedHome = async (
  { readHomeRows, clock }: AppDependencies,
  owner: Owner,
  section: AskedPage,
): Promise<StoredHome> => {
  const read = await readHomeRows(owner)
  if (!read.ok) return { places: 'unavailable', usage: null, sections: alertBlocksUnavailable() }
  const { places, alerts, usage } = read.value
  return { places, usage, sections: alertBlocks(alerts, places, dayInLondon(clock()), section) }
}

const NO_DATABASE = { use: async () => failed('unavailable' as const) }

// The empty form of an alert needs none, and has to open within three seconds.
const needsDatabase = ({ intent, postcodes }: Reading): boolean => intent !== 'alert' || postcodes.length > 0

/** Builds the app from its parts, with every feature registered. Nothing happens before `start`. */
export const createApp = (deps: AppDependencies) => {
  const { config, log, clock, lookup, places, alerts, workspaces } = deps
  const { metrics = NO_METRICS, seenEvents = createSeenEvents(NO_DATABASE, clock) } = deps
  const { afterUninstall = () => undefined } = deps
  const { slack, slackApiUrl, pages } = config
  const sdkLog = slackLog(log)
  const slackReadiness = createSlackReadiness(clock)
  const work = createRunningWork()
  metrics.gauge('slack_in_reach', slackReadiness.isReady)
  const webApi = clientOptions(slackApiUrl, sdkLog)
  const webApiOfJobs = clientOptions(slackApiUrl, sdkLog, BACKGROUND)
  const transport = createTransport({
    ...deps,
    sdkLog,
    slackReadiness,
    work,
    installRoutes:
      slack.kind === 'oauth'
        ? installRoutes({
            ...{ ...slack, ...workspaces, slackApiUrl, pages, log },
            clientOptions: clientOptions(slackApiUrl, sdkLog, INSTALLING),
            canKeep: deps.databaseReady,
          })
        : [],
  })
  const responses = createResponseConnections()
  const reply = (responseUrl: string) => respondOrText(respondTo(responseUrl, responses), log)
  let probe: ReturnType<typeof startApiProbe> | undefined
  let reconciliation: { readonly stop: () => void } | undefined
  const checkScopes = createScopeCheck(log)
  const pools = {
    listeners: createClientPool(webApi, log),
    jobs: createClientPool(webApiOfJobs, log),
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
  bolt.error(async ({ error }: { readonly error: Error }) => log.error({ err: error }, 'a listener failed'))
  if (slack.kind === 'oauth') bolt.use(requireInstallation({ publicUrl: slack.publicUrl, reply, log }))
  bolt.use(logRequests(log, clock))

  const {
    afterOpening,
    opened,
    end: endWait,
  } = createDatabaseOpening(deps.databaseOpened ?? Promise.resolve())
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
  const blockActions = createBlockActions(bolt, (event) => answerStale(context, event))
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
    opened,
    stored: (owner, section) => storedHome(deps, owner, section),
    commands: linesOf(subcommands.filter(({ intents }) => !intents.includes('help'))),
  })
  registerAlerts(bolt, blockActions, { ...context, redrawHome, isExternalUser })
  registerConversation(bolt, blockActions, { ...context, subcommands, seenEvents, isExternalUser })
  const uninstalls = registerUninstall(bolt, {
    deleteWorkspace: workspaces.deleteWorkspace,
    forget: workspaces.installations.forget,
    afterUninstall,
    log,
  })

  return {
    /** The client of a workspace for work outside a request. */
    clientFor: clients.clientFor,
    start: async (): Promise<{ readonly port: number }> => {
      const port = await transport.start()
      const token = slack.kind === 'oauth' ? undefined : slack.botToken
      const client = new WebClient(token, webApiOfJobs)
      probe = startApiProbe(client, log, slack.kind === 'socket' ? null : slackReadiness, checkScopes)
      reconciliation = workspaces.startReconciliation(pools.jobs, afterUninstall)
      return { port }
    },
    /**
     * Is not ready any more, serves HTTP for another `lameDuckMs`, then takes no more work, waits for what is under way
     * and closes: `withinMs` at most, in all.
     */
    stop: async (withinMs: number, lameDuckMs?: number): Promise<void> => {
      endWait()
      probe?.stop()
      uninstalls.stop()
      reconciliation?.stop()
      if (!(await transport.stop(withinMs, lameDuckMs))) log.warn('stopped before all work had ended')
      await responses.destroy()
    },
  }
}
