import { signatureHeaders } from '../../../playground/slack/signature.ts'
import type { View } from '../../../playground/slack/slack.ts'
import { bodyWith, onStreet, record } from '../records.ts'
import { priya, type Running, SECRETS } from '../street-crime.ts'
import { viewActions } from './view-actions.ts'

/** How long figures stay in memory, in ms. */
export const HOUR = 3_600_000
const { user } = priya

const of = (count: number, fields: Parameters<typeof record>[0]) =>
  Array.from({ length: count }, () => fields)
const MILL = onStreet(11, 'On or near Mill Lane')
/** The street of 30 of them. */
export const QUARRY = onStreet(12, 'On or near Quarry Road')
const COMPLETE = { category: 'Investigation complete; no suspect identified', date: '2026-02' }

/** 41 incidents: 8 in Mill Lane, 30 in Quarry Road, 3 of no known category on streets without a name. */
export const BODY = bodyWith(
  [
    ...of(8, { location: MILL, outcome_status: null }),
    ...of(5, { location: QUARRY, outcome_status: COMPLETE }),
    ...of(25, { location: QUARRY, category: 'violent-crime' }),
    ...of(3, { location: onStreet(13, 'On or near '), category: 'cyber-crime' }),
  ].map((fields, at) => record({ ...fields, id: at })),
)

/** The modal before the person, who must have one. */
export const modalOf = ({ slack }: Running): View => {
  const view = slack.modalOf(user)
  if (view === undefined) throw new Error('no modal is open')
  return view
}

/** An interaction as this Slack last sent it, with what a forger changes in it, signed. */
export const forge = async (
  { slack, url }: Pick<Running, 'slack' | 'url'>,
  change: (payload: Record<string, unknown>) => object,
  sent = 'block_actions',
) => {
  const last = slack.traffic.findLast(({ what }) => what === sent)
  const payload = JSON.parse(Object(last?.request.body).payload)
  const body = new URLSearchParams({
    payload: JSON.stringify({ ...payload, ...change(payload) }),
  }).toString()
  const signed = signatureHeaders(SECRETS.signingSecret, body, Date.now())
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed }
  const answer = await fetch(`${url}/slack/events`, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.text() }
}

/** The same, for what is answered elsewhere: the status of the ack. */
export const send = async (...forged: Parameters<typeof forge>): Promise<number> =>
  (await forge(...forged)).status

/** Another action and value in the place of what was pressed. */
export const acting = (actionId: string, value?: string) => (payload: Record<string, unknown>) => ({
  actions: [{ ...Object(payload.actions)[0], action_id: actionId, value }],
})

/** What the log says went wrong. */
export const errors = ({ logLines }: Running) => logLines().filter(({ level }) => level === 'error')

/** The person with the reports of `BODY`, who browses: each action waits for the modal that it leads to. */
export const browsingWith = (running: Running) => {
  const { slack, ask } = running
  running.postcodeArea.respond({ body: BODY })
  const actions = viewActions(running, 'modal')
  const { shows } = actions
  const act = (actionId: string, words: string, value?: string) =>
    actions.act({ actionId, ...(value === undefined ? {} : { value }) }, words)
  const street = (query: string, words: string) => actions.street('incidents.street', query, words)
  const press = async (typed = 'LE1 1WA') => {
    const { ts } = await ask(typed)
    return () => slack.press({ ...priya, ts, actionId: 'incidents.open' })
  }
  const open = async (typed = 'LE1 1WA', words = ' of ') => {
    const pressed = await press(typed)
    const shown = shows(words)
    await pressed()
    return shown
  }
  /** Opens the incidents, and lists them one by one. */
  const openList = async (typed?: string) => {
    await open(typed)
    return act('incidents.list', '*1–10* of 41 incidents')
  }
  return { ...running, shows, act, press, open, openList, street }
}
