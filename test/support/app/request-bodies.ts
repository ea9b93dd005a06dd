import { expect } from 'vitest'
import { signatureHeaders } from '../../../playground/slack/signature.ts'
import { read } from '../read-message.ts'
import { type Running, SECRETS } from '../street-crime.ts'

/** How commands and interactions come. */
export const FORM = 'application/x-www-form-urlencoded'
/** How events come. */
export const JSON_TYPE = 'application/json'

/** The app and its workspace. */
export const IDS = { api_app_id: 'A0STREETCRIME', team_id: 'T0PLAYGROUND' }
/** The body of a /crime. */
export const command = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    ...IDS,
    command: '/crime',
    text: 'LE1 1WA',
    user_id: 'U0PRIYA',
    channel_id: 'C0NEIGHBOURS',
    channel_name: 'neighbourhood-watch',
    response_url: 'http://127.0.0.1:9/commands/1',
    ...more,
  }).toString()

/** A view as a payload names it. */
export const view = { id: 'V1', team_id: 'T0PLAYGROUND', private_metadata: '', hash: '1' }
/** The body of a press on a view. */
export const press = (more: object = {}) =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      api_app_id: IDS.api_app_id,
      user: { id: 'U0PRIYA', team_id: IDS.team_id },
      team: { id: IDS.team_id },
      actions: [{ type: 'button', action_id: 'home.edit', block_id: 'b', value: 'edit' }],
      view,
      ...more,
    }),
  }).toString()

/** The body of an event that changes nothing. */
export const event = (more: object = {}) =>
  JSON.stringify({
    ...IDS,
    type: 'event_callback',
    event: { type: 'app_home_opened', user: 'U0PRIYA', tab: 'messages' },
    ...more,
  })

/** What is sent, and how. */
export type Sent = {
  readonly body: string
  readonly type?: string
  readonly headers?: Record<string, string>
}

/** Slack's headers for a body. */
export const signed = (body: string, at = Date.now()) => signatureHeaders(SECRETS.signingSecret, body, at)

/** Sends it to the app, signed unless told otherwise. */
export const post = ({ url }: Running, { body, type = FORM, headers = signed(body) }: Sent) =>
  fetch(`${url}/slack/events`, { method: 'POST', body, headers: { 'content-type': type, ...headers } })

const NOTHING_SAID = /\n\s+at |node:|Error:|placeholder|pa_PLACEHOLDER/

/** Sends it; the status, an empty body, one line of the log that says nothing it should not, and nothing done. */
export const refused = async (running: Running, sent: Sent, status: number) => {
  const before = running.logLines().length
  const called = running.postcodeArea.calls.length
  const response = await post(running, sent)
  expect([response.status, await response.text()]).toEqual([status, ''])
  const lines = running
    .logLines()
    .slice(before)
    .filter(({ level }) => level !== 'info')
  expect(lines.map(({ level }) => level)).toEqual(['warn'])
  expect(JSON.stringify(lines)).not.toMatch(NOTHING_SAID)
  expect(running.postcodeArea.calls).toHaveLength(called)
}

/** The app answers people as ever. */
export const goesOn = async ({ ask }: Running) => expect(read(await ask('LE1 1WA'))).toContain('near LE1 1WA')
