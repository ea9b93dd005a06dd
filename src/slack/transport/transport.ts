import { setTimeout as pause } from 'node:timers/promises'
import type { App, Logger, Receiver } from '@slack/bolt'
import type { Config } from '../../config/config.ts'
import { healthRoutes } from '../../observability/health.ts'
import type { Log } from '../../observability/log.ts'
import { type Metrics, metricsRoutes, NO_METRICS } from '../../observability/metrics.ts'
import type { RunningWork } from '../../observability/running-work.ts'
import { BACKGROUND, clientOptions } from '../web-api/client-pool.ts'
import type { SlackReadiness } from '../web-api/slack-readiness.ts'
import type { Deliver } from './envelopes.ts'
import { eventsRoute } from './http.ts'
import { createHttpServer, type Route } from './http-server.ts'
import { appIdOf, createPayloadGuard, PayloadRefused } from './payload-guard.ts'
import { createSocketPool, SOCKET_TIMINGS, type SocketTimings } from './socket.ts'
import { openConnection } from './socket-connection.ts'

/** `onRefused` is called where Slack will never let this app in. */
export type TransportOptions = {
  readonly config: Config
  readonly log: Log
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly sdkLog: Logger
  readonly slackReadiness: SlackReadiness
  /** While the database, or the queue of alerts, cannot be used, the app is ready but degraded. */
  readonly databaseReady: () => boolean
  readonly queueReady?: () => boolean
  /** Each request counts as work from its first byte on, so that a stop loses nobody's command. */
  readonly work: RunningWork
  readonly onRefused: (reason: string) => void
  /** By default nothing is measured. */
  readonly metrics?: Metrics
  readonly socketTimings?: SocketTimings
  /** Where the app is installed over OAuth; none in the other modes. */
  readonly installRoutes: readonly Route[]
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

const socketsOf = (options: TransportOptions, deliver: Deliver) => {
  const { config, log, sdkLog, slackReadiness, metrics = NO_METRICS, onRefused } = options
  const { socketTimings: timings = SOCKET_TIMINGS } = options
  if (config.slack.kind !== 'socket') return null
  const { appToken } = config.slack
  const webApi = clientOptions(config.slackApiUrl, sdkLog, BACKGROUND)
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
      if (open > 0) slackReadiness.reached()
      else slackReadiness.lost()
    },
    onRefused,
  })
}

/** How Slack's requests come in, in the configured mode. Nothing listens before `start`. */
export const createTransport = (options: TransportOptions) => {
  const { config, log, clock, work, installRoutes, metrics = NO_METRICS, wait = pause } = options
  const { slackReadiness, databaseReady, queueReady = () => true } = options
  const { slack, metricsToken } = config
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
  const health = healthRoutes({
    slack: slackReadiness,
    databaseReady,
    queueReady,
    startsWithDatabase: slack.kind === 'oauth',
    isStopping: () => isStopping,
  })
  const events = slack.kind === 'socket' ? [] : [eventsRoute(slack.signingSecret, deliver)]
  const server = createHttpServer({
    routes: [...events, ...installRoutes, ...health, ...metricsRoutes(metrics, metricsToken)],
    begin: work.begin,
    log,
    clock,
    limits: { maxPipelined: config.maxPipelinedRequests },
  })
  const sockets = socketsOf(options, deliver)

  /** Resolves with the port once it listens; in Socket Mode the sockets open later, when Slack answers. */
  const start = async (): Promise<number> => {
    const port = await server.listen(config.port, config.host)
    sockets?.start()
    return port
  }
  /**
   * Is not ready from now on; over HTTP goes on serving for `lameDuckMs`, so that whoever sends requests here sees it
   * first. Then takes nothing new, waits for what is under way, and closes: after `withinMs` at most, in all. Resolves
   * with whether all work had ended.
   */
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
