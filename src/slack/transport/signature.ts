import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

// Slack asks for five minutes back; nobody honest signs for later than that ahead either.
const MAX_CLOCK_DIFFERENCE_MS = 5 * 60_000

const SIGNATURE = /^v0=([0-9a-f]{64})$/
const TIMESTAMP = /^\d{1,12}$/

/** Why a request is not taken for Slack's; null where it is. */
export type SignatureCheck = (headers: IncomingHttpHeaders, body: Buffer) => string | null

/**
 * Checks `x-slack-signature` over the raw body and `x-slack-request-timestamp`, which may be five minutes off either
 * way: docs.slack.dev/authentication/verifying-requests-from-slack. `clock` gives ms since the epoch.
 */
export const createSignatureCheck = (signingSecret: string, clock: () => number): SignatureCheck => {
  const key = createSecretKey(signingSecret, 'utf8')
  return (headers, body) => {
    const timestamp = headers['x-slack-request-timestamp']
    const signature = headers['x-slack-signature']
    if (typeof timestamp !== 'string' || typeof signature !== 'string') return 'not signed'
    if (!TIMESTAMP.test(timestamp)) return 'not signed at a time'
    if (Math.abs(clock() - Number(timestamp) * 1_000) > MAX_CLOCK_DIFFERENCE_MS)
      return 'not signed within five minutes'
    const given = SIGNATURE.exec(signature)?.[1]
    if (given === undefined) return 'not signed'
    // As hex: a digest in a Buffer of its own takes half as long again.
    const ours = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex')
    return timingSafeEqual(Buffer.from(ours), Buffer.from(given))
      ? null
      : 'not signed with SLACK_SIGNING_SECRET'
  }
}
