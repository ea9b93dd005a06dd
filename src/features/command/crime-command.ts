import type { App } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { type Reading, read } from '../../reading/reading.ts'
import { apology, type ReportContext } from '../../report/answer.ts'
import { respondWithoutChart } from '../../report/chart/listeners.ts'
import { sendReply } from '../../slack/respond.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { OperatorPages } from '../../slack/ui/mrkdwn.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { help } from './help.ts'
import { lookUp } from './look-up.ts'

/** What /crime needs beside what a report needs. */
export type CrimeCommandContext = ReportContext & {
  readonly reply: (responseUrl: string) => Respond
  readonly subcommands: readonly Subcommand<Reading>[]
}

// The same lines are typed again and again: reading one takes a fifth of the CPU time of a cached /crime.
const MAX_CACHED_LENGTH = 60
const readings = new LRUCache({ max: 500, memoMethod: (text: string) => read(text) })

const readCached = (text: string): Reading =>
  text.length > MAX_CACHED_LENGTH ? read(text) : readings.memo(text)

/** The app's one command. */
export const COMMAND = '/crime'

/**
 * Registers /crime: ack, then work, then an answer in every case. It is middleware that goes no further with a command:
 * trying each of the app's listeners on it would take a sixth of the CPU time of a cached /crime.
 */
export const registerCrimeCommand = (app: App, context: CrimeCommandContext): void => {
  const lookUpCommand = lookUp(context)
  app.use(async (args) => {
    if (!('command' in args) || args.command.command !== COMMAND) return args.next()
    const { ack, command, context: authorized } = args
    await ack()
    const work = () => {
      const reading = readCached(command.text)
      const subcommand =
        context.subcommands.find(({ intents }) => intents.includes(reading.intent)) ?? lookUpCommand
      return subcommand.run({
        reading,
        conversation: { id: command.channel_id, name: command.channel_name },
        owner: { teamId: command.team_id, userId: command.user_id },
        // Most commands call nothing.
        get client() {
          return clientIn(authorized)
        },
        triggerId: command.trigger_id,
      })
    }
    const sorry = () => apology(context.clock())
    // Where Slack rejects a chart, the report is in memory by then: answering again spends no token.
    const again = async () => (await work().outgoing)?.message ?? sorry()
    const reply = respondWithoutChart(context, command.team_id, context.reply(command.response_url), again)
    await sendReply({ reply, log: context.log, apology: sorry }, work)
  })
}

/** What the subcommands are made from; `subcommands` are those of other features, in the order help shows them. */
export type TableContext = ReportContext & {
  readonly subcommands: readonly Subcommand<Reading>[]
  readonly pages: OperatorPages
}

/** All subcommands: looking up, which needs no word for it, first; help last. */
export const commandTable = (context: TableContext): readonly Subcommand<Reading>[] => {
  const all: Subcommand<Reading>[] = [lookUp(context), ...context.subcommands, help(() => all, context.pages)]
  return all
}
