import type { App, Logger, Receiver } from '@slack/bolt'
import type { Config } from '../../config/config.ts'
import { healthRoutes } from '../../observability/health.ts'
import type { Log } from '../../observability/log.ts'
import { type Metrics, metricsRoutes, NO_METRICS } from '../../observability/metrics.ts'
import type { RunningWork } from '../../observability/running-work.ts'
import type { Installer } from '../../workspaces/installer.ts'
import { INSTALL_PATH, REDIRECT_PATH } from '../../workspaces/pages.ts'
import { backgroundClientOptions, clientOptions } from '../web-api/client-options.ts'
import type { SlackStatus } from '../web-api/slack-status.ts'
import type { Deliver } from './envelopes.ts'
import { eventsRoute } from './http.ts'
import { createHttpServer, type Route } from './http-server.ts'
import { appIdOf, createPayloadGuard, PayloadRefused } from './payload-guard.ts'
import { createSocketPool, SOCKET_TIMINGS, type SocketTimings } from './socket.ts'
import { openConnection } from './socket-connection.ts'

/** How Slack's requests come in, and how that starts and stops. */
export type Transport = {
  readonly receiver: Receiver
  /** Resolves with the port once it listens; in Socket Mode the sockets open later, when Slack answers. */
  readonly start: () => Promise<number>
  /** Resolves once no new request is taken; those under way go on. */
  readonly stop: () => Promise<void>
}

/** `onRefused` is called where Slack will never let this app in. */
export type TransportOptions = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly sdkLog: Logger
  readonly reach: SlackStatus
  readonly databaseReady: () => boolean
  /** Each request counts as work from its first byte on, so that a stop loses nobody's command. */
  readonly work: RunningWork
  readonly onRefused: (reason: string) => void
  readonly metrics?: Metrics
  readonly socketTimings?: SocketTimings
  /** How the app is installed over OAuth; without it, it is not. */
  readonly installer: Installer | null
}

type Mode = {
  readonly start: () => Promise<number>
  readonly stop: () => Promise<void>
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

const healthOf = ({
  reach,
  databaseReady,
  metrics = NO_METRICS,
  config,
}: TransportOptions): readonly Route[] => [
  ...healthRoutes(reach, databaseReady),
  ...metricsRoutes(metrics, config.metricsToken),
]

const installRoutes = ({ install, callback }: Installer): readonly Route[] => [
  { path: INSTALL_PATH, method: 'GET', handle: install },
  { path: REDIRECT_PATH, method: 'GET', handle: callback },
]

const overHttp = (signingSecret: string, deliver: Deliver, options: TransportOptions): Mode => {
  const { config, log, clock, work, installer } = options
  const server = createHttpServer({
    routes: [
      eventsRoute({ signingSecret, deliver }),
      ...(installer === null ? [] : installRoutes(installer)),
      ...healthOf(options),
    ],
    begin: work.begin,
    log,
    clock,
  })
  return {
    start: () => server.listen(config.port, config.host),
    stop: server.close,
  }
}

const overSockets = (appToken: string, deliver: Deliver, options: TransportOptions): Mode => {
  const { config, log, clock, sdkLog, reach, metrics = NO_METRICS, onRefused } = options
  const { socketTimings: timings = SOCKET_TIMINGS } = options
  const server = createHttpServer({ routes: healthOf(options), log, clock })
  const webApi = backgroundClientOptions(clientOptions(config.slackApiUrl, sdkLog))
  const { pingTimeoutMs } = timings
  metrics.openSockets(0)
  const sockets = createSocketPool({
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
  return {
    start: async () => {
      const port = await server.listen(config.port, config.host)
      sockets.start()
      return port
    },
    stop: async () => {
      await Promise.all([sockets.stop(), server.close()])
    },
  }
}

/** The transport of the configured mode. Nothing listens before `start`. */
export const createTransport = (options: TransportOptions): Transport => {
  const { config, log, work, metrics = NO_METRICS } = options
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
  const { start, stop } =
    slack.kind === 'socket'
      ? overSockets(slack.appToken, deliver, options)
      : overHttp(slack.signingSecret, deliver, options)
  const receiver: Receiver = {
    init: (initialised) => {
      app = initialised
    },
    start,
    stop,
  }
  return { receiver, start, stop }
}
