import { expect, test } from 'vitest'
import { failed, success } from '../../src/lib/result.ts'
import { answerStale } from '../../src/report/answer.ts'
import { registerReports } from '../../src/report/listeners.ts'
import { createBlockActions } from '../../src/slack/block-actions.ts'
import { boltApp } from '../support/app/bolt-app.ts'
import { FETCHED_AT } from '../support/incidents.ts'
import { charts, keptErrors, keptReplies, lookupOf, ownConversations } from '../support/lookups.ts'
import { buttons, read } from '../support/read-message.ts'
import { village } from '../support/village.ts'

const started = (find: Parameters<typeof lookupOf>[0] = () => success(village())) => {
  const { app, acks, receive } = boltApp()
  const { lookup, asked } = lookupOf(find)
  const { reply, sent } = keptReplies()
  const { log, errors } = keptErrors()
  const context = { lookup, reply, log, charts, ownConversations, clock: () => FETCHED_AT }
  registerReports(
    createBlockActions(app, (event) => answerStale(context, event)),
    context,
  )
  const press = (action_id: string, value: string | undefined, channel = 'neighbours') =>
    receive({
      type: 'block_actions',
      user: { id: 'U0PRIYA' },
      channel: { id: 'C1', name: channel },
      response_url: 'https://hooks.invalid/1',
      actions: [{ type: 'button', action_id, block_id: 'report', value }],
    })
  return { press, acks, asked, sent, errors }
}

test.each(['report.retry', 'report.retry.1', 'report.all'])(
  '%s answers in place of the message pressed',
  async (id) => {
    const { press, acks, asked, sent } = started()
    await press(id, 'ST20 0LY;drugs')
    expect(acks).toEqual([undefined])
    expect(asked).toEqual(['ST20 0LY'])
    expect(sent.map(({ to, options }) => [to, options])).toEqual([
      ['https://hooks.invalid/1', { replace: true }],
    ])
    expect(sent.map(({ message }) => read(message)).join()).toContain('Drugs near ST20 0LY')
  },
)

test('report.share posts for everyone, and names who pressed', async () => {
  const { press, sent } = started()
  await press('report.share', 'ST20 0LY')
  expect(sent.map(({ options }) => options)).toEqual([{ inChannel: true }])
  expect(sent.map(({ message }) => read(message)).join()).toContain('Shared by <@U0PRIYA>')
})

test('a share that fails is answered privately, below the report', async () => {
  const { press, sent } = started(() => failed({ kind: 'supplier-error' }))
  await press('report.share', 'ST20 0LY')
  expect(sent.map(({ options }) => options)).toEqual([{ replace: false }])
})

test.each([
  ['neighbours', 'Share to channel'],
  ['directmessage', 'Share here'],
  ['mpdm-ada--grace-1', 'Share here'],
])('a report in place of another in %s can be shared: %s', async (channel, label) => {
  const { press, sent } = started()
  await press('report.retry', 'ST20 0LY', channel)
  const labels = sent.flatMap(({ message }) => buttons(message))
  expect(labels).toContain(label)
})

test.each([
  ['an older value', '{"p":"ST20 0LY"}'],
  ['no value', undefined],
  ['a forged category', 'ST20 0LY;everything'],
])('%s is answered below the message, and nothing is looked up', async (_, value) => {
  const { press, acks, asked, sent } = started()
  await press('report.retry', value)
  expect(acks).toEqual([undefined])
  expect(asked).toEqual([])
  expect(sent.map(({ options }) => options)).toEqual([{ replace: false }])
  expect(sent.map(({ message }) => message.text).join()).toContain('older version')
})

test('a defect ends in an apology in place of the message, and in the log', async () => {
  const { press, sent, errors } = started(() => Promise.reject(new Error('defect')))
  await press('report.retry', 'ST20 0LY')
  expect(sent.map(({ message }) => message.text).join()).toContain('Something went wrong')
  expect(sent.map(({ options }) => options)).toEqual([{ replace: true }])
  expect(errors.length).toBe(1)
})
