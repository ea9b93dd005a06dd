import type { Pool } from 'undici'
import { eventContext, eventEnvelope } from '../../playground/slack/delivery/events-api.ts'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { payloadHead } from '../../playground/slack/user-actions/payloads.ts'
import { commandFields } from '../../playground/slack/user-actions/slash-command.ts'
import type { Workspace } from '../../playground/slack/workspace/workspace.ts'
import { findMember } from '../../playground/slack/workspace/workspace.ts'
import { channelId, teamId, userId } from '../database.ts'
import { CITY_POSTCODE } from '../sample-city.ts'
import type { Endpoints } from './endpoints.ts'

/** What both sides check requests with. */
export const SIGNING_SECRET = 'bench-signing-secret'

const FORM = 'application/x-www-form-urlencoded'

/** A signed request, ready to send, and the reply it will get. */
export type SlackRequest = {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly reply: Promise<string>
}

// Signed when made, for the five minutes that a signature is good: no signing falls into the time that is measured.
const signed = (body: string, type: string, reply: Promise<string>): SlackRequest => ({
  body,
  headers: { 'content-type': type, ...signatureHeaders(SIGNING_SECRET, body, Date.now()) },
  reply,
})

const workspaceAt = (n: number): Workspace => ({
  id: teamId(n),
  domain: `bench${n}`,
  name: `Bench ${n}`,
  users: [{ id: userId(n), name: 'Ben', username: 'ben' }],
  channels: [
    { id: channelId(n), name: 'general', kind: 'channel', members: [userId(n)], appIsMember: false },
  ],
  appUser: { id: `U0APP${n}`, botId: `B0BENCH${n}`, appId: 'A0BENCH', name: 'Street Crime' },
})

const seatAt = (n: number) => findMember(workspaceAt(n), userId(n), channelId(n))

/** /crime typed in the nth workspace. */
export const command = (endpoints: Endpoints, n = 0, text = CITY_POSTCODE): SlackRequest => {
  const { responseUrl, reply } = endpoints.nextReply()
  const links = { response_url: responseUrl, trigger_id: '1.2.bench' }
  const fields = commandFields(workspaceAt(n), seatAt(n), '/crime', text, links)
  return signed(new URLSearchParams(fields).toString(), FORM, reply)
}

/** A button of a message pressed in the nth workspace. */
export const buttonPress = (
  endpoints: Endpoints,
  n: number,
  actionId: string,
  value: string,
): SlackRequest => {
  const { responseUrl, reply } = endpoints.nextReply()
  const { user, channel } = seatAt(n)
  const payload = JSON.stringify({
    type: 'block_actions',
    ...payloadHead(workspaceAt(n), user),
    container: { type: 'message', message_ts: '1.2', channel_id: channel.id, is_ephemeral: true },
    trigger_id: '1.2.bench',
    channel: { id: channel.id, name: channel.name },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'report', value, action_ts: '1.2' }],
  })
  return signed(new URLSearchParams({ payload }).toString(), FORM, reply)
}

/** Home opened in the nth workspace; its reply is the published view. */
export const homeOpened = (endpoints: Endpoints, n: number): SlackRequest => {
  const workspace = workspaceAt(n)
  const where = { ...eventContext(workspace), api_app_id: workspace.appUser.appId }
  const event = { type: 'app_home_opened', user: userId(n), channel: 'D0BENCH', tab: 'home' }
  const body = JSON.stringify(eventEnvelope(event, where, Date.now()))
  return signed(body, 'application/json', endpoints.nextView(userId(n)))
}

/** Sends a request; gives the ms until its ack. Rejects where it is not acked with 200. */
export const ackOf = async (pool: Pool, { body, headers }: SlackRequest): Promise<number> => {
  const sent = performance.now()
  const answer = await pool.request({ method: 'POST', path: '/slack/events', headers, body })
  const ms = performance.now() - sent
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`acked with ${answer.statusCode}`)
  return ms
}

/** Sends a request as Slack does; resolves with its reply's body. */
export const send = async (pool: Pool, request: SlackRequest): Promise<string> => {
  await ackOf(pool, request)
  return request.reply
}

/** Sends as many requests as `next` gives, `atOnce` at a time, each sender waiting for its reply. */
export const sendAll = async (
  pool: Pool,
  requests: Iterable<SlackRequest>,
  atOnce: number,
): Promise<void> => {
  const queue = requests[Symbol.iterator]()
  const sender = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await send(pool, next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
}
