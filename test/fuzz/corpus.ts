import { PLANTED_BODY } from '../support/leaks/planted-body.ts'
import { useEveryFeature } from '../support/leaks/use-every-feature.ts'
import { startStreetCrime } from '../support/street-crime.ts'

/** A payload as Slack sent it: a form's fields, or an event's JSON. */
export type Payload = { readonly kind: 'form' | 'json'; readonly sent: Record<string, unknown> }

const NO_LISTENER: readonly Record<string, unknown>[] = [
  { type: 'view_submission', view: { id: 'V1', private_metadata: '', state: { values: {} } } },
  { type: 'view_closed', view: { id: 'V1', private_metadata: '' } },
  { type: 'shortcut', callback_id: 'look-up', trigger_id: '1.2.a' },
  {
    type: 'message_action',
    callback_id: 'look-up',

    channel: { id: 'C0NEIGHBOURS', name: 'neighbourhood-watch' },
    trigger_id: '1.2.a',
    response_url: 'http://replies.invalid/actions/1',
    message: { ts: '1.2', text: 'LE1 1WA' },
  },
]

const HEAD = {
  api_app_id: 'A0STREETCRIME',
  user: { id: 'U0PRIYA', team_id: 'T0PLAYGROUND' },
  team: { id: 'T0PLAYGROUND' },
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Real payloads: what the playground's Slack sent while one person did everything that can be done, and those
 * of kinds that nobody listens to. Addresses to reply to lead to `replies`.
 */
export const collectCorpus = async (replies: string): Promise<readonly Payload[]> => {
  // One person does it all at once, which Slack would slow down.
  const running = await startStreetCrime({ slack: { rateLimits: false } })
  running.postcodeArea.respond({ body: PLANTED_BODY })
  await useEveryFeature(running)
  const own = running.slack.traffic.flatMap(({ direction, what, request: { body } }): Payload[] =>
    direction === 'to app' && isFields(body) && what !== 'hello'
      ? [{ kind: 'event' in body ? 'json' : 'form', sent: body }]
      : [],
  )
  await running.close()
  const all = [
    ...own,
    ...NO_LISTENER.map(
      (one): Payload => ({
        kind: 'form',
        sent: { payload: JSON.stringify({ ...HEAD, ...one }) },
      }),
    ),
  ]
  const here = JSON.stringify(all).replaceAll(running.slack.url, replies)
  return JSON.parse(here.replaceAll('http://replies.invalid', replies))
}
