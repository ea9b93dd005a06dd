import { type AnyMiddlewareArgs, App, type Middleware } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Dispatcher } from 'undici'
import type { Config } from './config/config.ts'
import { registerCrimeCommand } from './features/command/crime-command.ts'
import type { Stores } from './features.ts'
import type { Lookup } from './lookup/lookup.ts'
import type { UsageToday } from './lookup/quota.ts'
import { needsFeatures, SUBCOMMANDS } from './needs-features.ts'
import type { Log } from './observability/log.ts'
import { type Metrics, NO_METRICS } from './observability/metrics.ts'
import { type OnDemand, onDemand } from './observability/on-demand.ts'
import { inRequest } from './observability/request-id.ts'
import { createRunningWork, type RunningWork } from './observability/running-work.ts'
import { slackLog } from './observability/sdk-log.ts'
import { createChartRefusals } from './report/chart/chart-support.ts'
import { answerDefect, answerStale, registerReports } from './report/listeners.ts'
import { createBlockActions } from './slack/block-actions.ts'
import type { Workspace } from './slack/owner.ts'
import { createTransport } from './slack/transport/receiver.ts'
import { type ApiProbe, startApiProbe } from './slack/web-api/api-probe.ts'
import { clientOptions, type SocketTimings } from './slack/web-api/client-options.ts'
import { boundClients } from './slack/web-api/client-pool.ts'
import { createRespondDispatcher, type Respond, respondTo } from './slack/web-api/respond.ts'
import { createSlackStatus } from './slack/web-api/slack-status.ts'
import { explainAuthorizationError } from './workspaces/authorization-errors.ts'
import { type Installer, installer } from './workspaces/installer.ts'
import { registerUninstall } from './workspaces/uninstall-listener.ts'
import { type ClientFor, clientsOf, oneClient } from './workspaces/workspace-clients.ts'
import type { Workspaces } from './workspaces/workspaces.ts'

/** Everything the app is made of. `clock` gives ms since the epoch. */
export type AppOptions = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly lookup: Lookup
  /** What people keep, loaded when something first needs it. */
  readonly stores: () => Promise<Stores>
  readonly workspaces: Workspaces
  /** Where the app's doings are counted; nowhere unless told. */
  readonly metrics?: Metrics
  /** What Home shows of a workspace's use; by default that it cannot be told. */
  readonly usedToday?: (workspace: Workspace) => Promise<UsageToday | null>
  /** Called when all of a workspace that left is deleted. */
  readonly onLeft?: () => Promise<void>
  /** Whether the database can be used: while it cannot, the app is ready but degraded. */
  readonly databaseReady: () => boolean
  /** Where Slack will never let this app in: a bad app token. */
  readonly onRefused: (reason: string) => void
  /** Of Socket Mode; by default as Slack and its SDK need it. */
  readonly socketPace?: SocketTimings
}

/** The app as a whole. */
export type StreetCrime = {
  readonly start: () => Promise<{ readonly port: number }>
  /** Loads what a look-up does not need, where nobody has needed it yet. Rejects where it cannot be loaded. */
  readonly load: () => Promise<void>
  /** The client of a workspace for work outside a request. */
  readonly clientFor: ClientFor
  /** Takes no more work, waits for what is under way (`withinMs` at most), and closes. */
  readonly stop: (withinMs: number) => Promise<void>
}

const nameOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return 'unknown'
  if ('command' in body && typeof body.command === 'string') return body.command
  return 'type' in body && typeof body.type === 'string' ? body.type : 'unknown'
}

/**
 * Runs each request under an id of its own, and logs one line, with its ms: an event's without its wait for others'
 * acks, since Bolt acks it before. Listeners it may be for are there by then: Bolt looks for them only after this.
 */
const accounted = (
  { log, clock }: AppOptions,
  features: OnDemand<unknown>,
): Middleware<AnyMiddlewareArgs> => {
  // Nothing in this line is anybody's secret: looking for some would cost each command more than writing it.
  const lines = log.child({}, { redact: [] })
  return async ({ body, next }) =>
    inRequest(async () => {
      const begun = clock()
      if (features.loaded() === undefined && needsFeatures(body)) await features.load()
      await next()
      lines.info({ what: nameOf(body), ms: clock() - begun }, 'answered')
    })
}

const installerOf = (options: AppOptions, clientOptions: WebClientOptions): Installer | null => {
  const { config, workspaces, databaseReady: canKeep, log } = options
  const { slack, slackApiUrl, pages } = config
  const { installations } = workspaces
  return slack.kind === 'oauth'
    ? installer({ ...slack, slackApiUrl, clientOptions, installations, canKeep, pages, log })
    : null
}

/** What a listener throws is logged; whoever asked without an installation is told. */
const answerErrors = (
  app: App,
  work: RunningWork,
  reply: (url: string) => Respond,
  options: AppOptions,
): void => {
  const { config, log } = options
  app.error(async ({ error, body }: { readonly error: Error; readonly body: unknown }) => {
    const { slack } = config
    const refusal =
      slack.kind === 'oauth'
        ? inRequest(() => explainAuthorizationError(error, body, { publicUrl: slack.publicUrl, reply, log }))
        : null
    if (refusal === null) return log.error({ err: error }, 'a listener failed')
    // Not awaited: Bolt acks only after this.
    void work.run(() => refusal)
  })
}

/** Builds the app: looking up at once, every other feature when it is first needed, or by `load`. Nothing happens before `start`. */
export const createApp = (options: AppOptions): StreetCrime => {
  const { config, log, clock, lookup, workspaces } = options
  const { metrics = NO_METRICS, usedToday = async () => null } = options
  const { slack } = config
  const sdkLog = slackLog(log)
  const reach = createSlackStatus(clock)
  const work = createRunningWork()
  metrics.watchSlack(reach.isReady)
  const toSlack = clientOptions(config.slackApiUrl, sdkLog)
  const intake = createTransport({
    ...options,
    sdkLog,
    reach,
    work,
    installer: installerOf(options, toSlack),
  })
  const replies: Dispatcher = createRespondDispatcher()
  let probe: ApiProbe | undefined

  const app = new App({
    receiver: intake.receiver,
    // A function, so that Bolt never calls auth.test inside the three seconds of a command. With an installer Bolt
    // asks that one instead.
    ...(slack.kind === 'oauth'
      ? {}
      : { authorize: async () => ({ botToken: slack.botToken, ...probe?.identity() }) }),
    clientOptions: toSlack,
    logger: sdkLog,
    convoStore: false,
    ignoreSelf: false,
    extendedErrorHandler: true,
  })
  boundClients(app)
  const reply = (url: string) => respondTo(url, replies)
  answerErrors(app, work, reply, options)
  const context = { lookup, clock, log, charts: createChartRefusals(clock), reply }
  const features = onDemand(async () => {
    const [{ registerFeatures }, stores] = await Promise.all([import('./features.ts'), options.stores()])
    return registerFeatures(app, presses, { ...context, ...stores, usedToday, pages: config.pages })
  })
  app.use(accounted(options, features))
  registerCrimeCommand(app, { ...context, names: SUBCOMMANDS, named: features.load })
  const presses = createBlockActions(app, ({ body }) => answerStale(context, body), {
    load: features.load,
    failed: ({ body }, error) => answerDefect(context, body, error),
  })
  registerReports(presses, context)

  const leaving = registerUninstall(app, {
    leave: workspaces.leave,
    drop: workspaces.installations.drop,
    ...(options.onLeft === undefined ? {} : { afterwards: options.onLeft }),
    log,
  })

  return {
    load: async () => {
      await features.load()
    },
    clientFor:
      slack.kind === 'oauth'
        ? clientsOf(workspaces.installations, toSlack)
        : oneClient(slack.botToken, toSlack),
    start: async () => {
      const port = await intake.start()
      const token = slack.kind === 'oauth' ? undefined : slack.botToken
      const client = new WebClient(token, { ...toSlack, retryConfig: { retries: 0 } })
      probe = startApiProbe(client, log, slack.kind === 'socket' ? null : reach)
      return { port }
    },
    stop: async (withinMs) => {
      probe?.stop()
      leaving.stop()
      const intakeStopped = intake.stop()
      if (!(await work.ended(withinMs))) log.warn('stopped before all work had ended')
      await Promise.race([intakeStopped, replies.close()])
      await replies.destroy()
    },
  }
}
