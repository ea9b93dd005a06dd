import { expect, test } from 'vitest'
import type { RespondOptions } from '../../../src/slack/web-api/response-url.ts'
import { inThread, threadOf } from '../../../src/slack/web-api/response-url.ts'

test.each([
  ['in a thread', { ts: '2.0', thread_ts: '1.0' }, '1.0'],
  ['the first of a thread', { ts: '1.0', thread_ts: '1.0' }, null],
  ['in the channel', { ts: '1.0' }, null],
  ['of no message', { ts: undefined, thread_ts: undefined }, null],
])('%s', (_, message, thread) => {
  expect(threadOf(message)).toBe(thread)
})

test('what is private goes to the thread; what is for everyone, or replaces, does not', async () => {
  const taken: RespondOptions[] = []
  const reply = inThread(async (_, options = {}) => void taken.push(options), '1.0')
  const message = { text: 'Hello', blocks: [] }
  await reply(message)
  await reply(message, { replace: false })
  await reply(message, { replace: true })
  await reply(message, { inChannel: true })
  expect(taken).toEqual([
    { threadTs: '1.0' },
    { replace: false, threadTs: '1.0' },
    { replace: true },
    { inChannel: true },
  ])
})
