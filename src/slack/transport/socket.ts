import { SocketModeClient } from '@slack/socket-mode'
import { NO_METRICS } from '../../observability/metrics.ts'
import { SOCKET_TIMINGS, socketClientOptions } from '../web-api/client-options.ts'
import type { Deliver, TransportOptions } from './transport.ts'

/** Slack over a socket. */
export type Socket = { readonly start: () => void; readonly stop: () => Promise<void> }

/** Receives Slack's payloads over Socket Mode. */
export const createSocket = (appToken: string, deliver: Deliver, options: TransportOptions): Socket => {
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
