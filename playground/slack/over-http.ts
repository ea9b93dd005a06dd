import { Agent, request } from 'undici'
import { type Deliver, type Delivery, outcomeOf } from './delivery.ts'
import { signatureHeaders } from './signature.ts'
import type { Wire } from './wire.ts'

type Deps = {
  readonly signingSecret: string
  readonly clock: () => number
  readonly ackWithinMs: number
  readonly wire: Wire
}

// Bolt 5.1 answers 400 to a content type with a charset suffix (SLACK.md), and Slack sends none.
const slackHeaders = {
  'content-type': 'application/x-www-form-urlencoded',
  'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  accept: 'application/json,*/*',
}

const failed = (error: unknown): Pick<Delivery, 'status' | 'body' | 'outcome'> => {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  return { status: 0, body: '', outcome: timedOut ? 'timeout' : 'unreachable' }
}

/** Hands parcels to the app's request URL, signed, and gives it `ackWithinMs` to answer (Slack: 3 s, SLACK.md). */
export const createHttpDelivery = ({ signingSecret, clock, ackWithinMs, wire }: Deps) => {
  const agent = new Agent()
  const send = async (url: string, body: string, headers: Record<string, string>) => {
    const signal = AbortSignal.timeout(ackWithinMs)
    try {
      const response = await request(url, { method: 'POST', body, headers, signal, dispatcher: agent })
      return {
        status: response.statusCode,
        body: await response.body.text(),
        outcome: outcomeOf(response.statusCode),
      }
    } catch (error) {
      return failed(error)
    }
  }
  const to =
    (url: string): Deliver =>
    async ({ what, form }) => {
      const started = performance.now()
      const body = new URLSearchParams(form).toString()
      const headers = { ...slackHeaders, ...signatureHeaders(signingSecret, body, clock()) }
      const answer = await send(url, body, headers)
      const delivery: Delivery = { ...answer, ms: Math.round(performance.now() - started) }
      wire.add({
        direction: 'to app',
        what,
        request: { headers, body: form },
        response: { status: delivery.status, body: delivery.body },
        ms: delivery.ms,
      })
      return delivery
    }
  return { to, close: () => agent.destroy() }
}
