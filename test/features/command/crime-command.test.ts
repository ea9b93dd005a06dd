import { expect, onTestFinished, test, vi } from 'vitest'
import { commandTable, registerCrimeCommand } from '../../../src/features/command/crime-command.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Reading } from '../../../src/reading/reading.ts'
import { readyReply } from '../../../src/slack/respond.ts'
import type { CommandRequest, Subcommand } from '../../../src/slack/subcommand.ts'
import { paragraph, span } from '../../../src/slack/ui/blocks.ts'
import { boltApp } from '../../support/app/bolt-app.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { charts, keptErrors, keptReplies, lookupOf, ownConversations } from '../../support/lookups.ts'
import { village } from '../../support/village.ts'
import { idle } from './context.ts'

const alerts = (run: Subcommand<Reading>['run']): Subcommand<Reading> => ({
  intents: ['alerts'],
  examples: [{ type: 'alerts', does: 'see alerts' }],
  run,
})

const quietly = () => readyReply({ text: 'Alerts', blocks: [paragraph(span('Alerts'))] })
const table = commandTable({ ...idle, subcommands: [alerts(quietly)] })

test('the table begins with looking up and ends with help', () => {
  expect(table.map(({ intents }) => intents)).toEqual([['look-up'], ['alerts'], ['help']])
})

const started = (find: Parameters<typeof lookupOf>[0] = () => success(village())) => {
  const { app, acks, receive } = boltApp()
  const { lookup, asked } = lookupOf(find)
  const { reply, sent } = keptReplies()
  const { log, errors } = keptErrors()
  const requests: CommandRequest<Reading>[] = []
  const subcommand = alerts((request) => {
    requests.push(request)
    if (request.reading.postcodes.length === 0) throw new Error('defect')
    return quietly()
  })
  const context = { lookup, reply, log, charts, ownConversations, clock: () => FETCHED_AT }
  registerCrimeCommand(app, {
    ...context,
    subcommands: commandTable({ ...idle, ...context, subcommands: [subcommand] }),
  })
  const type = (text: string, channel_name = 'neighbours') =>
    receive({
      command: '/crime',
      text,
      channel_id: 'C1',
      channel_name,
      user_id: 'U0PRIYA',
      response_url: 'https://hooks.invalid/1',
    })
  return { type, acks, asked, sent, errors, requests }
}

test('a command is acked empty and answered once, privately, over its response_url', async () => {
  const { type, acks, asked, sent } = started()
  await type('st20 0ly')
  expect(acks).toEqual([undefined])
  expect(asked).toEqual(['ST20 0LY'])
  expect(sent.map(({ to, options }) => [to, options])).toEqual([
    ['https://hooks.invalid/1', { replace: false }],
  ])
})

test('a subcommand gets what was typed, the conversation and who asked', async () => {
  const { type, requests } = started()
  await type('Alerts  for LE1 1WA', 'privategroup')
  expect(requests).toMatchObject([
    {
      reading: { intent: 'alerts', postcodes: ['LE1 1WA'] },
      conversation: { id: 'C1', name: 'privategroup' },
      owner: { teamId: 'T1', userId: 'U0PRIYA' },
    },
  ])
})

test('what was typed is remembered for a minute at most, and then deleted from memory', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { type, requests } = started()
  const readings = () => new Set(requests.map(({ reading }) => reading)).size
  await type('alerts for LE1 1WA')
  await type('alerts for LE1 1WA')
  await vi.advanceTimersByTimeAsync(59_999)
  await type('alerts for LE1 1WA')
  await type('alerts for ST20 0LY')
  expect(readings()).toBe(2)
  // One timer for all lines, which is set by the next line only, deletes them whatever a clock says of their age.
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(vi.getTimerCount()).toBe(0)
  await type('alerts for LE1 1WA')
  await type('alerts for ST20 0LY')
  expect(readings()).toBe(4)
})

test('what cannot be read costs no look-up', async () => {
  const { type, asked, sent } = started()
  await type('leicester')
  expect(asked).toEqual([])
  expect(sent.map(({ message }) => message.text).join()).toContain('“leicester” isn’t a postcode.')
})

test('a failure is answered like anything else', async () => {
  const { type, sent, errors } = started(() => failed({ kind: 'out-of-credit' }))
  await type('LE1 1WA')
  expect(sent.map(({ message }) => message.text).join()).toContain('data allowance')
  expect(errors).toEqual([])
})

test('a subcommand that throws ends in an apology and in the log', async () => {
  const { type, acks, sent, errors } = started()
  await type('alerts')
  expect(acks).toEqual([undefined])
  expect(sent.map(({ message }) => [message.text, message.blocks.length])).toEqual([
    [expect.stringContaining('Something went wrong in Street Crime.'), 0],
  ])
  expect(errors.length).toBe(1)
})
