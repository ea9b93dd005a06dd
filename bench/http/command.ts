import type { Pool } from 'undici'
import { signatureHeaders } from '../../playground/slack/signature.ts'
import { commandFields } from '../../playground/slack/slash-command.ts'
import { findSeat, playground } from '../../playground/slack/workspace.ts'
import { CITY_POSTCODE } from '../city.ts'
import type { Outside } from './outside.ts'

/** What both sides check requests with; no secret of anybody's. */
export const SIGNING_SECRET = 'bench-signing-secret'

const seat = findSeat(playground, 'U0PRIYA', 'C0NEIGHBOURS')

/** A signed request, ready to send, and what will come of it. */
export type Command = {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly reply: Promise<string>
}

/** A body and the headers with which Slack would send it. */
export const signed = (body: string, type: string): Omit<Command, 'reply'> => ({
  body,
  headers: { 'content-type': type, ...signatureHeaders(SIGNING_SECRET, body, Date.now()) },
})

/** Signs now, for the five minutes a signature is good: none of it falls into the time that is measured. */
export const signCommand = (outside: Outside, text = CITY_POSTCODE): Command => {
  const { responseUrl, reply } = outside.nextReply()
  const links = { response_url: responseUrl, trigger_id: '1.2.bench' }
  const body = new URLSearchParams(commandFields(playground, seat, '/crime', text, links)).toString()
  return { ...signed(body, 'application/x-www-form-urlencoded'), reply }
}

/** Sends a command as Slack does; resolves with its reply's body. Rejects where it is not acked with 200. */
export const send = async (app: Pool, { body, headers, reply }: Command): Promise<string> => {
  const ack = await app.request({ method: 'POST', path: '/slack/events', headers, body })
  await ack.body.dump()
  if (ack.statusCode !== 200) throw new Error(`acked with ${ack.statusCode}`)
  return reply
}
