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
