import { WebClient } from '@slack/web-api'
import { quiet, type Slack, tokens } from './bare-app.ts'

/** Calls a method as the app would, and answers with Slack's body whether it is ok or not. */
export const callAs =
  (slack: Slack, token: string = tokens.botToken) =>
  async (method: string, args: Record<string, unknown> = {}) => {
    const client = new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quiet,
    })
    try {
      return Object(await client.apiCall(method, args))
    } catch (error) {
      const { data, retryAfter } = Object(error)
      return data ?? { ok: false, error: 'ratelimited', retryAfter }
    }
  }

/** The payload of what was last sent to the app, whether or not there is one. */
export const lastPayload = (slack: Slack) => {
  const { payload } = Object(slack.traffic.findLast((it) => it.direction === 'to app')?.request.body)
  return Object(typeof payload === 'string' ? JSON.parse(payload) : payload)
}
