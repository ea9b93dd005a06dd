import type { Logger } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import { createFetch } from './fetch.ts'

/**
 * How listeners call Slack: with the time limits and the waits of `createFetch`, and retried where nothing was answered.
 * Never set `headers`: all clients share that object, and each writes its token into it.
 */
export const clientOptions = (slackApiUrl: string, logger: Logger): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  logger,
  fetch: createFetch(),
  // A WebClient that waits out a 429 by itself stops every other call of its workspace meanwhile.
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 2, factor: 2, minTimeout: 500, maxTimeout: 5_000 },
})

/** The same for background jobs, which wait and retry by themselves. */
export const backgroundClientOptions = (options: WebClientOptions): WebClientOptions => ({
  ...options,
  fetch: createFetch({ maxWaitMs: () => 0 }),
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
})
