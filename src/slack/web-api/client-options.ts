import type { Logger } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import { createFetch } from './fetch.ts'

/**
 * How listeners call Slack: the SDK would wait for ever, and a hundred times in Socket Mode. Without
 * `headers`: that object would be shared, and the first workspace's token written into it (SLACK.md, traps).
 */
export const clientOptions = (slackApiUrl: string, logger: Logger): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  logger,
  fetch: createFetch(),
  timeout: 10_000,
  retryConfig: { retries: 2, factor: 2, minTimeout: 500, maxTimeout: 5_000 },
})

/**
 * The same for background jobs, which wait and retry by themselves: a client that waits out a 429 holds back every other
 * call of its workspace meanwhile.
 */
export const backgroundClientOptions = ({ headers: _, ...options }: WebClientOptions): WebClientOptions => ({
  ...options,
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
})

/** How long things take around the socket, in ms. */
export type SocketTimings = {
  /** Without a pong for this long the socket is dead; the SDK waits as long before it connects anew. */
  readonly pingTimeoutMs: number
  readonly firstRetryMs: number
  readonly longestRetryMs: number
}

/** 15 to 20 s: with the default of five, a slow network looks like a dead one (SLACK.md, trap 4). */
export const SOCKET_TIMINGS: SocketTimings = {
  pingTimeoutMs: 15_000,
  firstRetryMs: 1_000,
  longestRetryMs: 30_000,
}

/** How the socket's address is asked for: for as long as it takes, ever more slowly up to `longestRetryMs`. */
export const socketClientOptions = (
  slackApiUrl: string,
  logger: Logger,
  { firstRetryMs, longestRetryMs }: SocketTimings = SOCKET_TIMINGS,
): WebClientOptions => ({
  ...clientOptions(slackApiUrl, logger),
  retryConfig: { forever: true, factor: 1.5, minTimeout: firstRetryMs, maxTimeout: longestRetryMs },
})
