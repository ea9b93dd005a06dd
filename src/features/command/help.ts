import type { RichTextElement } from '@slack/types'
import { ALL_CATEGORIES } from '../../reading/messages.ts'
import type { Reading } from '../../reading/reading.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import { atOnce } from '../../slack/respond.ts'
import type { CommandLine, Subcommand } from '../../slack/subcommand.ts'
import { code, context, header, type Message, paragraph, span } from '../../slack/ui/blocks.ts'
import { escapeText, mrkdwn, type OperatorPages, operatorLinks } from '../../slack/ui/mrkdwn.ts'

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
    atOnce(helpMessage(table(), pages, { prefix, withCategories: reading.verb === 'categories' })),
})
