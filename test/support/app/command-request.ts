import { WebClient } from '@slack/web-api'
import { type Reading, read } from '../../../src/reading/reading.ts'
import type { Outgoing, ReplyOrModal } from '../../../src/slack/respond.ts'
import type { CommandRequest } from '../../../src/slack/subcommand.ts'
import { OWNER } from './saved-places-in-memory.ts'

/** A command as it was typed, in a channel, by somebody whose client reaches no Slack. */
export const typedIn = (text: string, name = 'neighbours'): CommandRequest<Reading> => ({
  reading: read(text),
  conversation: { id: 'C1', name, prefix: '/crime ' },
  owner: OWNER,
  client: () => new WebClient('xoxb-placeholder', { slackApiUrl: 'http://127.0.0.1:1/api/' }),
  triggerId: '1.2.abc',
})

/** What an answer sends; fails where a window was opened instead. */
export const sentBy = async ({ outgoing }: ReplyOrModal): Promise<Outgoing> => {
  const sent = await outgoing
  if (sent === null) throw new Error('nothing was sent')
  return sent
}
