import type { App } from '@slack/bolt'
import type { Reading } from '../../reading/reading.ts'
import { answerTyped, type ReportContext, readTyped } from '../../report/answer.ts'
import { type Subcommand, subcommandFor } from '../../slack/subcommand.ts'
import type { OperatorPages } from '../../slack/ui/mrkdwn.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { help } from './help.ts'
import { lookUp } from './look-up.ts'

/** What /crime needs beside what a report needs; `subcommands` is the whole table. */
export type CrimeCommandContext = ReportContext & {
  readonly reply: (responseUrl: string) => Respond
  readonly subcommands: readonly Subcommand<Reading>[]
}

/** The app's one command. */
export const COMMAND = '/crime'

/**
 * Registers /crime: ack, then work, then an answer in every case. It is middleware that goes no further with a command:
 * trying each of the app's listeners on it would take a sixth of the CPU time of a cached /crime.
 */
export const registerCrimeCommand = (app: App, context: CrimeCommandContext): void => {
  app.use(async (args) => {
    if (!('command' in args) || args.command.command !== COMMAND) return args.next()
    const { ack, command, context: authorized } = args
    await ack()
    const asked = { teamId: command.team_id, reply: context.reply(command.response_url) }
    await answerTyped(context, asked, () => {
      const reading = readTyped(command.text)
      return subcommandFor(context.subcommands, reading).run({
        reading,
        conversation: { id: command.channel_id, name: command.channel_name, prefix: '/crime ' },
        owner: { teamId: command.team_id, userId: command.user_id },
        // Most commands call nothing.
        get client() {
          return clientIn(authorized)
        },
        triggerId: command.trigger_id,
      })
    })
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
