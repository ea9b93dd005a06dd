import type { Receiver } from '@slack/bolt'
import { expect, test } from 'vitest'
import { createAppIdCheck } from '../../../src/slack/transport/app-id.ts'
import { guardPayloads } from '../../../src/slack/transport/payload-guard.ts'
import { boltApp } from '../../support/bolt-app.ts'

const OPTIONS = {
  ownApp: createAppIdCheck(null),
  begin: () => () => undefined,
  acked: () => undefined,
  clock: () => 0,
}

const command = (text: string) => ({
  command: '/crime',
  text,
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  channel_name: 'general',
  response_url: 'https://hooks.slack.com/commands/1',
})

/** Commands to a door. What is answered is noted with how many had been acked by then; then the work goes on. */
const commands = (work: (text: string) => void = () => undefined) => {
  const { app, acks, receive } = boltApp()
  const answered: (readonly [text: string, acked: number])[] = []
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  guardPayloads(receiver, OPTIONS).init(app)
  app.command('/crime', async ({ ack, command: { text } }) => {
    await ack()
    answered.push([text, acks.length])
    work(text)
  })
  // Each in a turn of its own, as the pieces of several connections that can be read at once.
  const arrived = (text: string) =>
    new Promise((resolve) => setImmediate(() => resolve(receive(command(text)))))
  return { arrived, answered }
}

test('of commands that come at once all are acked before the work of any begins', async () => {
  const { arrived, answered } = commands()
  await Promise.all(['A', 'B', 'C'].map(arrived))
  expect(answered).toEqual([
    ['A', 3],
    ['B', 3],
    ['C', 3],
  ])
})

test('a command that comes while others wait to be answered is acked before they are', async () => {
  const later: Promise<unknown>[] = []
  const { arrived, answered } = commands((text) => {
    if (text === '1') later.push(arrived('late'))
  })
  const twenty = Array.from({ length: 20 }, (_, at) => String(at + 1))
  await Promise.all(twenty.map(arrived))
  await Promise.all(later)
  expect(answered.map(([text]) => text)).toEqual([...twenty, 'late'])
  const ackedBy = new Map(answered)
  expect(ackedBy.get('1')).toBe(20)
  // Two turns of eight later at most.
  expect(ackedBy.get('17')).toBe(21)
})
