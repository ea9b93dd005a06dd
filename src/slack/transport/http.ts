import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Deliver } from './envelopes.ts'
import type { Route } from './http-server.ts'
import { parseBody } from './parse-body.ts'

// Slack asks for five minutes back; nobody honest signs for later than that ahead either.
const MAX_CLOCK_DIFFERENCE_MS = 5 * 60_000

const SIGNATURE = /^v0=([0-9a-f]{64})$/
const TIMESTAMP = /^\d{1,12}$/

/**
 * Why a request is not taken for Slack's; null where it is. Checks `x-slack-signature` over the raw body and `x-slack-request-timestamp`, which may be five minutes off either
 * way: docs.slack.dev/authentication/verifying-requests-from-slack. `clock` gives ms since the epoch.
 */
export const createSignatureCheck = (signingSecret: string, clock: () => number) => {
  const key = createSecretKey(signingSecret, 'utf8')
  return (headers: IncomingHttpHeaders, body: Buffer): string | null => {
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

/** Where Slack sends commands, interactions and events. */
const EVENTS_PATH = '/slack/events'

/** Slack's largest payloads hold a view of 250 KB, written as a form. */
const MAX_BODY_BYTES = 1_048_576

const EMPTY = { 'content-length': '0' }
const JSON_BODY = { 'content-type': 'application/json' }

const sendAck = (response: ServerResponse, body?: unknown): void => {
  if (!body) response.writeHead(200, EMPTY).end()
  else if (typeof body === 'string') response.writeHead(200).end(body)
  else response.writeHead(200, JSON_BODY).end(JSON.stringify(body))
}

// Slack says so of events that it sends again: docs.slack.dev/apis/events-api, "Error handling".
const retryOf = ({ headers }: IncomingMessage) => {
  const num = headers['x-slack-retry-num']
  const reason = headers['x-slack-retry-reason']
  return {
    ...(typeof num === 'string' ? { retryNum: Number(num) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  }
}

/** The route that Slack's requests come in at: signature, then body, then payload, and one answer. */
export const eventsRoute = (signingSecret: string, deliver: Deliver): Route => {
  const whyUnsigned = createSignatureCheck(signingSecret, Date.now)
  return {
    path: EVENTS_PATH,
    method: 'POST',
    maxBodyBytes: MAX_BODY_BYTES,
    handle: async (request, response, { body: raw, refuse }) => {
      const because = whyUnsigned(request.headers, raw)
      if (because !== null) return refuse(401, because)
      const body = parseBody(request.headers['content-type'], raw)
      if (body === null) return refuse(400, 'a body that cannot be read')
      if (body.ssl_check === '1') return sendAck(response)
      if (body.type === 'url_verification') return sendAck(response, { challenge: body.challenge })
      const ack = async (answer: unknown) => sendAck(response, answer)
      const status = await deliver({ body, ack, ...retryOf(request) })
      if (status !== null && !response.headersSent) response.writeHead(status, EMPTY).end()
    },
  }
}
