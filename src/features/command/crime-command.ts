import type { App } from '@slack/bolt'
import type { RichTextElement } from '@slack/types'
import { LRUCache } from 'lru-cache'
import { ALL_CATEGORIES } from '../../reading/messages.ts'
import { type Reading, read } from '../../reading/reading.ts'
import { answerTyped, type ReportContext } from '../../report/answer.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import { readyReply } from '../../slack/respond.ts'
import { type CommandLine, type Subcommand, subcommandFor } from '../../slack/subcommand.ts'
import { code, context, header, type Message, paragraph, span } from '../../slack/ui/blocks.ts'
import { escapeText, mrkdwn, type OperatorPages, operatorLinks } from '../../slack/ui/mrkdwn.ts'
import { clientIn } from '../../slack/web-api/client-pool.ts'
import type { Respond } from '../../slack/web-api/response-url.ts'
import { lookUp } from './look-up.ts'

/** What can be typed behind `prefix` and what it does, for help and for Home. */
export const linesOf = (table: readonly Subcommand<Reading>[], prefix = '/crime '): CommandLine[] =>
  table.flatMap(({ examples }) => examples.map(({ type, does }) => ({ typed: `${prefix}${type}`, does })))

const written = ({ typed, does }: CommandLine, at: number): RichTextElement[] => [
  ...(at === 0 ? [] : [span('\n')]),
  code(typed),
  span(` ${does}`),
]

const WHAT_IT_IS =
  'What the police recorded near any full postcode in England and Wales: how many incidents, their categories and outcomes, and the busiest places.'

/** What one can type behind `prefix`, built from the table of subcommands; `withCategories` lists those, too. */
export const helpMessage = (
  table: readonly Subcommand<Reading>[],
  pages: OperatorPages,
  { prefix = '/crime ', withCategories = false } = {},
): Message => {
  const lines = linesOf(table, prefix)
  const links = operatorLinks(pages)
  return {
    text: escapeText(
      `Street Crime. ${WHAT_IT_IS}${withCategories ? ` ${ALL_CATEGORIES}` : ''} Commands: ${lines.map(({ typed, does }) => `${typed} – ${does}`).join('; ')}.`,
    ),
    blocks: [
      header('What you can type'),
      paragraph(...lines.flatMap(written)),
      ...(withCategories ? [paragraph(span(ALL_CATEGORIES))] : []),
      context(
        mrkdwn`${WHAT_IT_IS} New figures come out once a month and are about two months old. Only you can see an answer until you share it. ${ATTRIBUTION}`,
      ),
      ...(links === null ? [] : [context(links)]),
    ],
  }
}

/** /crime help. `table` gives all subcommands, this one among them. */
export const help = (
  table: () => readonly Subcommand<Reading>[],
  pages: OperatorPages,
): Subcommand<Reading> => ({
  intents: ['help'],
  examples: [{ type: 'help', does: 'this list' }],
  run: ({ reading, conversation: { prefix } }) =>
    readyReply(helpMessage(table(), pages, { prefix, withCategories: reading.verb === 'categories' })),
})

/** What /crime needs beside what a report needs; `subcommands` is the whole table. */
export type CrimeCommandContext = ReportContext & {
  readonly reply: (responseUrl: string) => Respond
  readonly subcommands: readonly Subcommand<Reading>[]
}

/** The app's one command. */
export const COMMAND = '/crime'

// The same lines are typed again and again: reading one takes a fifth of the CPU time of a cached /crime.
const MAX_CACHED_LENGTH = 60
const MAX_CACHED = 500
const CACHED_FOR_MS = 60_000

/** Reads what is typed behind /crime; a short line is remembered for a minute at most, in memory. */
const createReader = (): ((text: string) => Reading) => {
  const readings = new LRUCache<string, Reading>({ max: MAX_CACHED, memoMethod: (text) => read(text) })
  return (text) => {
    if (text.length > MAX_CACHED_LENGTH) return read(text)
    // Not by lru-cache's `ttlAutopurge`: a line whose timer fires in the very ms in which its time is up would stay.
    if (readings.size === 0) setTimeout(() => readings.clear(), CACHED_FOR_MS).unref()
    return readings.memo(text)
  }
}

/**
 * Registers /crime: ack, then work, then an answer in every case. It is middleware that goes no further with a command:
 * trying each of the app's listeners on it would take a sixth of the CPU time of a cached /crime.
 */
export const registerCrimeCommand = (app: App, context: CrimeCommandContext): void => {
  const readCommand = createReader()
  app.use(async (args) => {
    if (!('command' in args) || args.command.command !== COMMAND) return args.next()
    const { ack, command, context: authorized } = args
    await ack()
    const asked = { teamId: command.team_id, reply: context.reply(command.response_url) }
    await answerTyped(context, asked, () => {
      const reading = readCommand(command.text)
      return subcommandFor(context.subcommands, reading).run({
        reading,
        conversation: { id: command.channel_id, name: command.channel_name, prefix: '/crime ' },
        owner: { teamId: command.team_id, userId: command.user_id },
        client: () => clientIn(authorized),
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
