import { LRUCache } from 'lru-cache'
import { type Reading, read } from '../reading/reading.ts'
import { type ReplyOrModal, sendReply } from '../slack/respond.ts'
import type { Subcommand } from '../slack/subcommand.ts'
import type { Respond } from '../slack/web-api/response-url.ts'
import { apology, type ReportContext } from './answer.ts'
import { respondWithoutChart } from './chart/listeners.ts'

// The same lines are typed again and again: reading one takes a fifth of the CPU time of a cached /crime.
const MAX_CACHED_LENGTH = 60
const readings = new LRUCache({ max: 500, memoMethod: (text: string) => read(text) })

/** What was typed to the app, read once where it is short. */
export const readTyped = (text: string): Reading =>
  text.length > MAX_CACHED_LENGTH ? read(text) : readings.memo(text)

/** The subcommand for what a reading asks for. Throws where the table has none. */
export const subcommandFor = (
  subcommands: readonly Subcommand<Reading>[],
  { intent }: Reading,
): Subcommand<Reading> => {
  const found = subcommands.find(({ intents }) => intents.includes(intent))
  if (found === undefined) throw new TypeError(`There is no subcommand for ${intent}`)
  return found
}

/**
 * Answers what somebody typed, behind a command, a mention or in the app's conversation: an answer or an apology in every
 * case, after "Looking up …" where it is slow. `run` is called again where Slack takes no chart.
 */
export const answerTyped = (
  context: Pick<ReportContext, 'charts' | 'log' | 'clock'>,
  { teamId, reply }: { readonly teamId: string; readonly reply: Respond },
  run: () => ReplyOrModal,
): Promise<void> => {
  const sorry = () => apology(context.clock())
  // Where Slack rejects a chart, the report is in memory by then: answering again spends no token.
  const again = async () => (await run().outgoing)?.message ?? sorry()
  return sendReply(
    { reply: respondWithoutChart(context, teamId, reply, again), log: context.log, apology: sorry },
    run,
  )
}
