import type { Pool } from 'undici'
import { envelope, whereabouts } from '../../playground/slack/events.ts'
import { payloadHead } from '../../playground/slack/payload-head.ts'
import { commandFields } from '../../playground/slack/slash-command.ts'
import type { Workspace } from '../../playground/slack/workspace.ts'
import { findSeat } from '../../playground/slack/workspace.ts'
import { channelOf, teamOf, userOf } from '../postgres/fill.ts'
import { type Command, signed } from './command.ts'
import type { Outside } from './outside.ts'

/** The nth workspace that the database was filled with, as its Slack knows it. */
export const workspaceOf = (n: number): Workspace => {
  const user = { id: userOf(n), name: 'Ben', username: 'ben' }
  const channel = {
    id: channelOf(n),
    name: 'general',
    kind: 'channel',
    members: [user.id],
    appIsMember: false,
  } as const
  const appUser = { id: `U0APP${n}`, botId: `B0BENCH${n}`, appId: 'A0BENCH', name: 'Street Crime' }
  return {
    id: teamOf(n),
    domain: `bench${n}`,
    name: `Bench ${n}`,
    users: [user],
    channels: [channel],
    appUser,
  }
}

const seatOf = (n: number) => findSeat(workspaceOf(n), userOf(n), channelOf(n))

/** /crime typed in the nth workspace. */
export const commandIn = (outside: Outside, n: number, text: string): Command => {
  const { responseUrl, reply } = outside.nextReply()
  const links = { response_url: responseUrl, trigger_id: '1.2.bench' }
  const form = new URLSearchParams(commandFields(workspaceOf(n), seatOf(n), '/crime', text, links))
  return { ...signed(form.toString(), 'application/x-www-form-urlencoded'), reply }
}

/** A button of a message pressed in the nth workspace. */
export const pressIn = (outside: Outside, n: number, actionId: string, value: string): Command => {
  const { responseUrl, reply } = outside.nextReply()
  const { user, channel } = seatOf(n)
  const payload = JSON.stringify({
    type: 'block_actions',
    ...payloadHead(workspaceOf(n), user),
    container: { type: 'message', message_ts: '1.2', channel_id: channel.id, is_ephemeral: true },
    trigger_id: '1.2.bench',
    channel: { id: channel.id, name: channel.name },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'report', value, action_ts: '1.2' }],
  })
  const form = new URLSearchParams({ payload })
  return { ...signed(form.toString(), 'application/x-www-form-urlencoded'), reply }
}

/** Home opened in the nth workspace; its reply is the view, which Slack is given by its Web API. */
export const homeIn = (outside: Outside, n: number): Command => {
  const reply = outside.nextView(userOf(n))
  const workspace = workspaceOf(n)
  const where = { ...whereabouts(workspace), api_app_id: workspace.appUser.appId }
  const event = { type: 'app_home_opened', user: userOf(n), channel: 'D0BENCH', tab: 'home' }
  return { ...signed(JSON.stringify(envelope(event, where, Date.now())), 'application/json'), reply }
}

/** Sends one, and gives the ms until its ack. Rejects where that is none. */
export const ackOf = async (pool: Pool, { body, headers }: Command): Promise<number> => {
  const sent = performance.now()
  const answer = await pool.request({ method: 'POST', path: '/slack/events', headers, body })
  const ms = performance.now() - sent
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`acked with ${answer.statusCode}`)
  return ms
}
