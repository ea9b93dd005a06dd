import { createServer, type Server } from 'node:http'
import { type CustomRoute, HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Config } from '../../config/config.ts'
import { healthRoutes } from '../../observability/health.ts'
import { serveRoutes } from '../../observability/health-server.ts'
import type { Log } from '../../observability/log.ts'
import { type Metrics, NO_METRICS } from '../../observability/metrics.ts'
import { metricsRoutes } from '../../observability/metrics-route.ts'
import type { RunningWork } from '../../observability/running-work.ts'
import type { Installer } from '../../workspaces/installer.ts'
import { INSTALL_PATH, REDIRECT_PATH } from '../../workspaces/messages.ts'
import { SOCKET_TIMINGS, type SocketTimings, socketClientOptions } from '../web-api/client-options.ts'
import type { SlackStatus } from '../web-api/slack-status.ts'
import { appIdOf, createAppIdCheck } from './app-id.ts'
import { limitServer, SERVER_TIMEOUTS } from './http-limits.ts'
import { guardPayloads, PayloadRefused } from './payload-guard.ts'
import { checkSignedBody } from './signed-body.ts'

/** How requests of Slack come in, and how that starts and stops. */
export type Transport = {
  readonly receiver: Receiver
  /** Resolves with the port once it listens; in Socket Mode the socket comes later, when Slack is there. */
  readonly start: () => Promise<number>
  /** Takes no new request; those under way go on. */
  readonly stop: () => Promise<void>
}

/** What an intake needs. `onRefused` is called where Slack will never let this app in. */
export type TransportOptions = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly sdkLog: Logger
  readonly reach: SlackStatus
  readonly databaseReady: () => boolean
  /** What comes in counts as work from its first byte on, so that a stop loses nobody's command. */
  readonly work: RunningWork
  readonly onRefused: (reason: string) => void
  readonly metrics?: Metrics
  readonly socketTimings?: SocketTimings
  /** How the app is installed over OAuth; without it, it is not. */
  readonly installer: Installer | null
}

const EVENTS = '/slack/events'

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const listen = (server: Server, { port, host }: Config): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(portOf(server)))
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })

const routesOf = (routes: readonly CustomRoute[]): [path: string, methods: string[]][] =>
  routes.map(({ path, method }) => [path, [method].flat()])

const healthOf = ({
  reach,
  databaseReady,
  metrics = NO_METRICS,
  config,
}: TransportOptions): CustomRoute[] => [
  ...healthRoutes(reach, databaseReady),
  ...metricsRoutes(metrics, config.metricsToken),
]

/** What the door does, in both modes; `appId` where something of the configuration tells it. */
const doorOf = ({ metrics = NO_METRICS, work }: TransportOptions, appId: string | null) => ({
  ownApp: createAppIdCheck(appId),
  begin: work.begin,
  acked: metrics.acked,
  clock: () => performance.now(),
})

/** One line for what no listener saw or took; a defect keeps its error. Gives the status for it. */
const statusOf = (log: Log, error: Error): number => {
  if (!(error instanceof PayloadRefused)) log.error({ err: error }, 'a payload could not be worked on')
  else log.warn({ status: error.status, because: error.message }, 'refused a payload')
  return error instanceof PayloadRefused ? error.status : 500
}

const overHttp = (signingSecret: string, options: TransportOptions): Transport => {
  const { config, log, clock, sdkLog, work, installer } = options
  const customRoutes = healthOf(options)
  const receiver = new HTTPReceiver({
    ...installer,
    signingSecret,
    customRoutes,
    logger: sdkLog,
    processEventErrorHandler: async ({ error, response }) => {
      const status = statusOf(log, error)
      if (!response.headersSent) response.writeHead(status).end()
      return true
    },
  })
  const installing = installer === null ? [] : [INSTALL_PATH, REDIRECT_PATH]
  const routes = new Map([
    [EVENTS, ['POST']],
    ...installing.map((path): [string, string[]] => [path, ['GET']]),
    ...routesOf(customRoutes),
  ])
  let server: Server | undefined
  return {
    receiver: guardPayloads(receiver, doorOf(options, null)),
    start: async () => {
      const started = await receiver.start({ port: config.port, host: config.host }, SERVER_TIMEOUTS)
      server = started as Server
      limitServer(server, {
        routes,
        signed: EVENTS,
        checkBody: (request, body) => checkSignedBody(signingSecret, request, body),
        begin: work.begin,
        log,
        clock,
      })
      return portOf(server)
    },
    stop: async () => {
      if (server !== undefined) await closed(server)
    },
  }
}

const overSocket = (appToken: string, options: TransportOptions): Transport => {
  const { config, log, clock, sdkLog, reach, metrics = NO_METRICS } = options
  const { onRefused, socketTimings = SOCKET_TIMINGS } = options
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLog,
    clientPingTimeout: socketTimings.pingTimeoutMs,
    installerOptions: { clientOptions: socketClientOptions(config.slackApiUrl, sdkLog, socketTimings) },
    processEventErrorHandler: async ({ error }) => {
      statusOf(log, error)
      return true
    },
  })
  const routes = healthOf(options)
  const health = createServer(SERVER_TIMEOUTS, serveRoutes(routes))
  limitServer(health, { routes: new Map(routesOf(routes)), signed: null, log, clock })
  metrics.socketIsOpen(false)
  receiver.client.on('connected', () => {
    reach.reached()
    metrics.socketIsOpen(true)
    log.info('the socket to Slack is open')
  })
  receiver.client.on('close', () => {
    reach.lost()
    metrics.socketIsOpen(false)
    log.info('the socket to Slack is closed')
  })
  return {
    receiver: guardPayloads(receiver, doorOf(options, appIdOf(appToken))),
    start: async () => {
      const port = await listen(health, config)
      receiver.client.start().catch((error: unknown) => {
        // Without an error it is our own stop, which came before the socket was open.
        if (error !== undefined) onRefused(error instanceof Error ? error.message : 'unknown')
      })
      return port
    },
    stop: async () => {
      await Promise.all([receiver.stop(), closed(health)])
    },
  }
}

/** The intake of the configured mode. Nothing listens before `start`. */
export const createTransport = (options: TransportOptions): Transport => {
  const { slack } = options.config
  return slack.kind === 'socket'
    ? overSocket(slack.appToken, options)
    : overHttp(slack.signingSecret, options)
}
