import type { Logger } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import { createFetch } from './fetch.ts'

/**
 * How listeners call Slack. Of itself the SDK has no time limit, and Bolt in Socket Mode retries a hundred times. Never
 * set `headers`: all clients share that object, and each writes its token into it.
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
