import type { App } from '@slack/bolt'
import { apology, type ReportContext } from '../../report/answer.ts'
import { sendAnswer } from '../../slack/answer.ts'
import type { Subcommand } from '../../slack/subcommand.ts'
import type { Respond } from '../../slack/web-api/respond.ts'
import { lookUp } from './look-up.ts'

/** What /crime needs. Looking up is loaded with it; what has a name is loaded when it is first typed. */
export type CrimeCommand = ReportContext & {
  readonly reply: (responseUrl: string) => Respond
  /** The names there are, lower case; `help` is one of them. */
  readonly names: readonly string[]
  /** All that have a name; others may be among them. */
  readonly named: () => Promise<readonly Subcommand[]>
}

/**
 * The name of the subcommand that a text chooses, and the rest of the text. Null looks up: a first word that is none
 * of the names.
 */
export const route = (names: ReadonlySet<string>, text: string): [name: string | null, rest: string] => {
  const trimmed = text.trim()
  const [first = ''] = trimmed.split(/\s+/u, 1)
  const name = first === '' ? 'help' : first.toLowerCase()
  return names.has(name) ? [name, trimmed.slice(first.length).trim()] : [null, trimmed]
}

/** Registers /crime: ack, then work, then an answer in every case. */
export const registerCrimeCommand = (app: App, context: CrimeCommand): void => {
  const unnamed = lookUp(context)
  const names = new Set(context.names)
  const find = async (wanted: string): Promise<Subcommand> => {
    const found = (await context.named()).find(({ name }) => name === wanted)
    if (found === undefined) throw new TypeError(`/crime ${wanted} is nobody's`)
    return found
  }
  app.command('/crime', async ({ ack, command, client }) => {
    await ack()
    await sendAnswer(
      {
        reply: context.reply(command.response_url),
        log: context.log,
        apology: () => apology({ postcode: null, category: null }, context.clock()),
      },
      () => {
        const [name, text] = route(names, command.text)
        const conversation = { id: command.channel_id, name: command.channel_name }
        const owner = {
          enterpriseId: command.enterprise_id ?? '',
          teamId: command.team_id,
          userId: command.user_id,
        }
        const request = { text, conversation, owner, client, triggerId: command.trigger_id }
        return name === null ? unnamed.run(request) : find(name).then((subcommand) => subcommand.run(request))
      },
    )
  })
}
