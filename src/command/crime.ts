import type { App } from '@slack/bolt'
import { apology, type ReportContext } from '../report/answer.ts'
import { giveAnswer } from '../slack/answer.ts'
import type { OwnPages } from '../slack/own-pages.ts'
import type { Reply } from '../slack/reply.ts'
import type { Subcommand } from '../slack/subcommand.ts'
import { help } from './help.ts'
import { lookUp } from './look-up.ts'

/** What /crime needs; `subcommands` are those of other features, in the order help shows them. */
export type CrimeCommand = ReportContext & {
  readonly reply: (responseUrl: string) => Reply
  readonly subcommands: readonly Subcommand[]
  readonly pages: OwnPages
}

/** The table of /crime, and the one of its subcommands that needs no name. */
export type CommandTable = { readonly lookUp: Subcommand; readonly all: readonly Subcommand[] }

/** The whole table: looking up first, help last. */
export const commandTable = (context: CrimeCommand): CommandTable => {
  const unnamed = lookUp(context)
  const all: Subcommand[] = [unnamed, ...context.subcommands, help(() => all, context.pages)]
  return { lookUp: unnamed, all }
}

/** The subcommand that a text chooses, and the rest of the text; a first word we do not know looks up. */
export const route = ({ lookUp, all }: CommandTable, text: string): [Subcommand, string] => {
  const trimmed = text.trim()
  const [first = ''] = trimmed.split(/\s+/u, 1)
  const name = first === '' ? 'help' : first.toLowerCase()
  const named = all.find((subcommand) => subcommand.name === name)
  return named === undefined ? [lookUp, trimmed] : [named, trimmed.slice(first.length).trim()]
}

/** Registers /crime: ack, then work, then an answer in every case. Gives its table, for Home to show. */
export const listenToCrime = (app: App, context: CrimeCommand): CommandTable => {
  const table = commandTable(context)
  app.command('/crime', async ({ ack, command, client }) => {
    await ack()
    await giveAnswer(
      {
        reply: context.reply(command.response_url),
        log: context.log,
        apology: () => apology({ postcode: null, category: null }, context.clock()),
      },
      () => {
        const [subcommand, text] = route(table, command.text)
        const conversation = { id: command.channel_id, name: command.channel_name }
        const owner = {
          enterpriseId: command.enterprise_id ?? '',
          teamId: command.team_id,
          userId: command.user_id,
        }
        return subcommand.run({ text, conversation, owner, client, triggerId: command.trigger_id })
      },
    )
  })
  return table
}
