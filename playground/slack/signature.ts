import { createHmac } from 'node:crypto'

/**
 * The headers that prove a request to be Slack's: HMAC over `v0:timestamp:body`:
 * docs.slack.dev/authentication/verifying-requests-from-slack.
 * @param nowMs milliseconds since the epoch
 */
export const signatureHeaders = (signingSecret: string, body: string, nowMs: number) => {
  const timestamp = String(Math.floor(nowMs / 1000))
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}
