import type { Logger, ReceiverEvent } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { Log } from '../../observability/log.ts'
import { type Metrics, NO_METRICS } from '../../observability/metrics.ts'
import { SOCKET_TIMINGS, type SocketTimings, socketClientOptions } from '../web-api/client-options.ts'
import type { SlackStatus } from '../web-api/slack-status.ts'

/** Works on a payload in either mode; resolves with null, or with HTTP's status for one that nobody acknowledged. */
export type Deliver = (event: ReceiverEvent) => Promise<number | null>

/** `onRefused` is called where Slack will never let this app in. */
export type SocketOptions = {
  readonly config: { readonly slackApiUrl: string }
  readonly log: Log
  readonly sdkLog: Logger
  readonly reach: SlackStatus
  readonly onRefused: (reason: string) => void
  readonly metrics?: Metrics
  readonly socketTimings?: SocketTimings
}

/** Slack over a socket. */
export type Socket = { readonly start: () => void; readonly stop: () => Promise<void> }

/** Receives Slack's payloads over Socket Mode. */
export const createSocket = (appToken: string, deliver: Deliver, options: SocketOptions): Socket => {
  const { config, log, sdkLog, reach, metrics = NO_METRICS } = options
  const { onRefused, socketTimings = SOCKET_TIMINGS } = options
  const client = new SocketModeClient({
    appToken,
    logger: sdkLog,
    clientPingTimeout: socketTimings.pingTimeoutMs,
    clientOptions: socketClientOptions(config.slackApiUrl, sdkLog, socketTimings),
  })
  metrics.socketIsOpen(false)
  client.on('connected', () => {
    reach.reached()
    metrics.socketIsOpen(true)
    log.info('the socket to Slack is open')
  })
  client.on('close', () => {
    reach.lost()
    metrics.socketIsOpen(false)
    log.info('the socket to Slack is closed')
  })
  client.on('slack_event', ({ body, ack, retry_num: retryNum, retry_reason: retryReason }) => {
    void deliver({ body, ack, retryNum, retryReason })
  })
  return {
    start: () => {
      client.start().catch((error: unknown) => {
        // Without an error it is our own stop, which came before the socket was open.
        if (error !== undefined) onRefused(error instanceof Error ? error.message : 'unknown')
      })
    },
    stop: () => client.disconnect(),
  }
}
