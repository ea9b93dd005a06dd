import { setTimeout as pause } from 'node:timers/promises'
import type { App, Logger, Receiver } from '@slack/bolt'
import type { Config } from '../../config/config.ts'
import { healthRoutes } from '../../observability/health.ts'
import type { Log } from '../../observability/log.ts'
import { type Metrics, metricsRoutes, NO_METRICS } from '../../observability/metrics.ts'
import type { RunningWork } from '../../observability/running-work.ts'
import { INSTALL_PATH, REDIRECT_PATH } from '../../workspaces/install-pages.ts'
import type { Installer } from '../../workspaces/installer.ts'
import { backgroundClientOptions, clientOptions } from '../web-api/client-pool.ts'
import type { SlackReadiness } from '../web-api/slack-readiness.ts'
import type { Deliver } from './envelopes.ts'
import { eventsRoute } from './http.ts'
import { createHttpServer, type Route } from './http-server.ts'
import { appIdOf, createPayloadGuard, PayloadRefused } from './payload-guard.ts'
import { createSocketPool, SOCKET_TIMINGS, type SocketPool, type SocketTimings } from './socket.ts'
import { openConnection } from './socket-connection.ts'

/** How Slack's requests come in, and how that starts and stops. */
export type Transport = {
  readonly receiver: Receiver
  /** Resolves with the port once it listens; in Socket Mode the sockets open later, when Slack answers. */
  readonly start: () => Promise<number>
  /**
   * Is not ready from now on; over HTTP goes on serving for `lameDuckMs`, so that whoever sends requests here sees it
   * first. Then takes nothing new, waits for what is under way, and closes: after `withinMs` at most, in all. Resolves
   * with whether all work had ended.
   */
  readonly stop: (withinMs: number, lameDuckMs?: number) => Promise<boolean>
}

/** `onRefused` is called where Slack will never let this app in. */
export type TransportOptions = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly sdkLog: Logger
  readonly reach: SlackReadiness
  readonly databaseReady: () => boolean
  readonly queueReady?: (() => boolean) | undefined
  /** Each request counts as work from its first byte on, so that a stop loses nobody's command. */
  readonly work: RunningWork
  readonly onRefused: (reason: string) => void
  readonly metrics?: Metrics
  readonly socketTimings?: SocketTimings
  /** How the app is installed over OAuth; without it, it is not. */
  readonly installer: Installer | null
  readonly wait?: (ms: number) => Promise<unknown>
}

/** Logs why a payload came to nothing, in one line; a defect keeps its error. */
const statusOf = (log: Log, error: unknown): number => {
  if (!(error instanceof PayloadRefused)) {
    log.error({ err: error }, 'a payload could not be worked on')
    return 500
  }
  log.warn({ status: error.status, because: error.message }, 'refused a payload')
  return error.status
}

const operatorRoutes = (options: TransportOptions, isStopping: () => boolean): readonly Route[] => {
  const { config, reach: slack, databaseReady, queueReady = () => true, metrics = NO_METRICS } = options
  const startsWithDatabase = config.slack.kind === 'oauth'
  return [
    ...healthRoutes({ slack, databaseReady, queueReady, startsWithDatabase, isStopping }),
    ...metricsRoutes(metrics, config.metricsToken),
  ]
}

const installRoutes = ({ install, callback }: Installer): readonly Route[] => [
  { path: INSTALL_PATH, method: 'GET', handle: install },
  { path: REDIRECT_PATH, method: 'GET', handle: callback },
]

/** What Slack and browsers ask for; nothing in Socket Mode. */
const slackRoutes = ({ config, installer }: TransportOptions, deliver: Deliver): readonly Route[] =>
  config.slack.kind === 'socket'
    ? []
    : [
        eventsRoute({ signingSecret: config.slack.signingSecret, deliver }),
        ...(installer === null ? [] : installRoutes(installer)),
      ]

const socketsOf = (options: TransportOptions, deliver: Deliver): SocketPool | null => {
  const { config, log, sdkLog, reach, metrics = NO_METRICS, onRefused } = options
  const { socketTimings: timings = SOCKET_TIMINGS } = options
  if (config.slack.kind !== 'socket') return null
  const { appToken } = config.slack
  const webApi = backgroundClientOptions(clientOptions(config.slackApiUrl, sdkLog))
  const { pingTimeoutMs } = timings
  metrics.openSockets(0)
  return createSocketPool({
    open: (more) => openConnection({ appToken, clientOptions: webApi, pingTimeoutMs, ...more }),
    deliver,
    log,
    timings,
    clock: () => performance.now(),
    onCount: (open) => {
      metrics.openSockets(open)
      if (open > 0) reach.reached()
      else reach.lost()
    },
    onRefused,
  })
}

/** The transport of the configured mode. Nothing listens before `start`. */
export const createTransport = (options: TransportOptions): Transport => {
  const { config, log, clock, work, metrics = NO_METRICS, wait = pause } = options
  const { slack } = config
  const guard = createPayloadGuard({
    appId: slack.kind === 'socket' ? appIdOf(slack.appToken) : null,
    slackApiUrl: config.slackApiUrl,
    begin: work.begin,
    acked: metrics.acked,
    clock: () => performance.now(),
  })
  let app: App | undefined
  const deliver: Deliver = async (event) => {
    if (app === undefined) throw new Error('Bolt has not initialised the receiver')
    try {
      await guard(app, event)
      return null
    } catch (error) {
      return statusOf(log, error)
    }
  }

  let isStopping = false
  const routes = [...slackRoutes(options, deliver), ...operatorRoutes(options, () => isStopping)]
  const server = createHttpServer({
    routes,
    begin: work.begin,
    log,
    clock,
    limits: { maxPipelined: config.maxPipelinedRequests },
  })
  const sockets = socketsOf(options, deliver)

  const start = async (): Promise<number> => {
    const port = await server.listen(config.port, config.host)
    sockets?.start()
    return port
  }
  const stop = async (withinMs: number, lameDuckMs = 0): Promise<boolean> => {
    const begun = performance.now()
    isStopping = true
    server.drain()
    if (sockets !== null) await sockets.stop()
    else if (lameDuckMs > 0) await wait(lameDuckMs)
    const closed = server.close()
    const allEnded = await work.ended(Math.max(0, withinMs - (performance.now() - begun)))
    server.closeAllConnections()
    await closed
    return allEnded
  }
  const receiver: Receiver = {
    init: (initialised) => {
      app = initialised
    },
    start,
    stop: () => stop(0),
  }
  return { receiver, start, stop }
}
