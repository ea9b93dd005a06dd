import type { Logger } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'

/**
 * How listeners call Slack: the SDK would wait for ever, and a hundred times in Socket Mode. Without
 * `headers`: that object would be shared, and the first workspace's token written into it (SLACK.md, traps).
 */
export const clientOptions = (slackApiUrl: string, logger: Logger): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  logger,
  timeout: 10_000,
  retryConfig: { retries: 2, factor: 2, minTimeout: 500, maxTimeout: 5_000 },
})

/** How the socket's address is asked for: for as long as it takes, at most half a minute between tries. */
export const socketClientOptions = (slackApiUrl: string, logger: Logger): WebClientOptions => ({
  ...clientOptions(slackApiUrl, logger),
  retryConfig: { forever: true, factor: 1.5, minTimeout: 1_000, maxTimeout: 30_000 },
})
