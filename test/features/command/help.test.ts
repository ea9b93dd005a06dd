import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { commandTable, helpMessage } from '../../../src/features/command/crime-command.ts'
import type { Reading } from '../../../src/reading/reading.ts'
import { readyReply } from '../../../src/slack/respond.ts'
import type { Subcommand } from '../../../src/slack/subcommand.ts'
import { typedIn } from '../../support/app/command-request.ts'
import { NO_PAGES } from '../../support/operator-pages.ts'
import { partsOf, read } from '../../support/read-message.ts'
import { idle } from './context.ts'

const compare: Subcommand<Reading> = {
  intents: ['saved'],
  examples: [
    { type: 'compare LE1 1WA GL50 1AA', does: 'two places side by side' },
    { type: 'compare', does: 'the <last> two' },
  ],
  run: () => readyReply({ text: 'x', blocks: [] }),
}

const codesIn = (table: readonly Subcommand<Reading>[]): unknown[] =>
  partsOf(helpMessage(table, NO_PAGES).blocks).flatMap((part) => (Object(part.style).code ? [part.text] : []))

test('help shows every example of every subcommand, in the order of the table', () => {
  const all = commandTable({ ...idle, subcommands: [compare] })
  const typed = all.flatMap(({ examples }) => examples.map(({ type }) => `/crime ${type}`))
  expect(codesIn(all)).toEqual(typed)
  expect(typed).toContain('/crime compare LE1 1WA GL50 1AA')
})

test('a subcommand that is added appears, in the text too, and one that is not there does not', () => {
  const without = helpMessage(commandTable(idle), NO_PAGES)
  const withIt = helpMessage(commandTable({ ...idle, subcommands: [compare] }), NO_PAGES)
  expect(read(without)).not.toContain('compare')
  expect(read(withIt)).toContain('/crime compare LE1 1WA GL50 1AA two places side by side\n')
  expect(withIt.text).toContain('/crime compare – the &lt;last&gt; two')
  expect(checkMessage(withIt)).toEqual([])
})

test('help run from the table shows the table', async () => {
  const all = commandTable({ ...idle, subcommands: [compare] })
  const help = all.find(({ intents }) => intents.includes('help'))
  const outgoing = await help?.run(typedIn('')).outgoing
  expect(outgoing).toEqual({ message: helpMessage(all, NO_PAGES), inChannel: false })
})

test('asked for the categories, help lists them all', () => {
  const message = helpMessage(commandTable(idle), NO_PAGES, { withCategories: true })
  for (const { name } of CATEGORIES) expect(read(message).toLowerCase()).toContain(name.toLowerCase())
  expect(checkMessage(message)).toEqual([])
})
