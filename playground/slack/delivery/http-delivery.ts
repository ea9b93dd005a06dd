import { Agent, request } from 'undici'
import { signatureHeaders } from '../signature.ts'
import type { TrafficLog } from '../traffic.ts'
import { type AppRequest, type Deliver, type Delivery, outcomeOf, undelivered } from './delivery.ts'

type Deps = {
  readonly signingSecret: string
  readonly clock: () => number
  readonly ackWithinMs: number
  readonly traffic: TrafficLog
}

const slackHeaders = {
  'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  accept: 'application/json,*/*',
}

const optionsPage = 'docs.slack.dev/reference/block-kit/block-elements/select-menu-element, "external_select"'

const failed = (error: unknown): Pick<Delivery, 'status' | 'body' | 'outcome'> => {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  return { status: 0, body: '', outcome: timedOut ? 'timeout' : 'unreachable' }
}

/** Events go out as JSON, an interaction as a form of one field, a command as a form: docs.slack.dev/apis/events-api. */
const bodyOf = ({ type, form, payload }: AppRequest) => {
  if (type === 'events_api') return { kind: 'application/json', sent: payload, body: JSON.stringify(payload) }
  const sent = form ?? { payload: JSON.stringify(payload) }
  // Without a charset suffix, as Slack sends it (?).
  return { kind: 'application/x-www-form-urlencoded', sent, body: new URLSearchParams(sent).toString() }
}

/**
 * Posts to the app's request URL, signed, and waits `ackWithinMs` for the answer; Slack waits 3 s:
 * docs.slack.dev/interactivity/handling-user-interaction, "Acknowledgment response".
 */
export const createHttpDelivery = ({ signingSecret, clock, ackWithinMs, traffic }: Deps) => {
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
  /** `suggestionsUrl` is where a menu's options are requested; undefined: nowhere. */
  const to =
    (url: string, suggestionsUrl: string | undefined): Deliver =>
    async (request) => {
      const { what } = request
      const target = what === 'block_suggestion' ? suggestionsUrl : url
      if (target === undefined) {
        traffic.reject(what, 'the manifest has no message_menu_options_url', optionsPage)
        return undelivered
      }
      const started = performance.now()
      const { kind, sent, body } = bodyOf(request)
      const signed = signatureHeaders(signingSecret, body, clock())
      const { retry } = request
      const again =
        retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }
      const headers = { 'content-type': kind, ...slackHeaders, ...signed, ...again }
      const answer = await send(target, body, headers)
      const delivery: Delivery = { ...answer, ms: Math.round(performance.now() - started) }
      traffic.add({
        direction: 'to app',
        what,
        request: { headers, body: sent },
        response: { status: delivery.status, body: delivery.body },
        ms: delivery.ms,
      })
      return delivery
    }
  return { to, close: () => agent.destroy() }
}
