import type { App } from '@slack/bolt'
import { apology, type ReportContext } from '../../report/answer.ts'
import { sendAnswer } from '../../slack/respond.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { lookUp } from './look-up.ts'

/** What /crime needs beside what a report needs. */
export type CrimeCommand = ReportContext & {
  readonly reply: (responseUrl: string) => Respond
  /** Those with a name, which the first word chooses; "help" is one of them. */
  readonly subcommands: readonly Subcommand[]
}

/**
 * The subcommand that the first word of a text chooses, and the rest of the text; "help" where there is no text.
 * Null where the first word is no subcommand's name: the whole text is then to be looked up.
 */
export const route = (
  subcommands: readonly Subcommand[],
  text: string,
): [subcommand: Subcommand | null, rest: string] => {
  const trimmed = text.trim()
  const [first = ''] = trimmed.split(/\s+/u, 1)
  const name = first === '' ? 'help' : first.toLowerCase()
  const chosen = subcommands.find((subcommand) => subcommand.name === name)
  return chosen === undefined ? [null, trimmed] : [chosen, trimmed.slice(first.length).trim()]
}

/** Registers /crime: ack, then work, then an answer in every case. */
export const registerCrimeCommand = (app: App, context: CrimeCommand): void => {
  const lookUpCommand = lookUp(context)
  app.command('/crime', async ({ ack, command, context: authorized }) => {
    await ack()
    await sendAnswer(
      {
        reply: context.reply(command.response_url),
        log: context.log,
        apology: () => apology({ postcode: null, categories: [] }, context.clock()),
      },
      () => {
        const [subcommand, text] = route(context.subcommands, command.text)
        return (subcommand ?? lookUpCommand).run({
          text,
          conversation: { id: command.channel_id, name: command.channel_name },
          owner: {
            teamId: command.team_id,
            userId: command.user_id,
          },
          // Most commands call nothing.
          get client() {
            return clientIn(authorized)
          },
          triggerId: command.trigger_id,
        })
      },
    )
  })
}
