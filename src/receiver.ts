import type { Server, ServerResponse } from 'node:http'
import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Config } from './config.ts'
import { healthRoutes } from './ops/health.ts'
import { createHealthServer } from './ops/health-server.ts'
import type { Log } from './ops/log.ts'
import type { SlackReach } from './ops/slack-reach.ts'
import type { Work } from './ops/work.ts'
import { SOCKET_PACE, type SocketPace, socketClientOptions } from './slack/client-options.ts'
import type { Installer } from './workspaces/installer.ts'

/** How requests of Slack come in, and how that starts and stops. */
export type Intake = {
  readonly receiver: Receiver
  /** Resolves with the port once it listens; in Socket Mode the socket comes later, when Slack is there. */
  readonly start: () => Promise<number>
  /** Takes no new request; those under way go on. */
  readonly stop: () => Promise<void>
}

/** What an intake needs. `onRefused` is called where Slack will never let this app in. */
export type IntakeOptions = {
  readonly config: Config
  readonly log: Log
  readonly sdkLog: Logger
  readonly reach: SlackReach
  readonly databaseReady: () => boolean
  /** What comes in counts as work from its first byte on, so that a stop loses nobody's command. */
  readonly work: Work
  readonly onRefused: (reason: string) => void
  readonly socketPace?: SocketPace
  /** How the app is installed over OAuth; without it, it is not. */
  readonly installer: Installer | null
}

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

const ended = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => void response.once('close', resolve))

const overHttp = (
  signingSecret: string,
  { config, sdkLog, reach, work, databaseReady, installer }: IntakeOptions,
): Intake => {
  const customRoutes = healthRoutes(reach, databaseReady)
  const receiver = new HTTPReceiver({ ...installer, signingSecret, customRoutes, logger: sdkLog })
  let server: Server | undefined
  return {
    receiver,
    start: async () => {
      const started = await receiver.start({ port: config.port, host: config.host })
      server = started as Server
      server.on('request', (_, response) => void work.run(() => ended(response)))
      return portOf(server)
    },
    stop: async () => {
      if (server !== undefined) await closed(server)
    },
  }
}

const overSocket = (appToken: string, options: IntakeOptions): Intake => {
  const { config, log, sdkLog, reach, databaseReady, onRefused, socketPace = SOCKET_PACE } = options
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLog,
    clientPingTimeout: socketPace.pingTimeoutMs,
    installerOptions: { clientOptions: socketClientOptions(config.slackApiUrl, sdkLog, socketPace) },
  })
  const health = createHealthServer(healthRoutes(reach, databaseReady))
  receiver.client.on('connected', () => {
    reach.reached()
    log.info('the socket to Slack is open')
  })
  receiver.client.on('close', () => {
    reach.lost()
    log.info('the socket to Slack is closed')
  })
  return {
    receiver,
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
export const createIntake = (options: IntakeOptions): Intake => {
  const { slack } = options.config
  return slack.kind === 'socket'
    ? overSocket(slack.appToken, options)
    : overHttp(slack.signingSecret, options)
}
