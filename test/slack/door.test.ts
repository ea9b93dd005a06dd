import type { Receiver } from '@slack/bolt'
import { expect, test } from 'vitest'
import { putDoor } from '../../src/slack/door.ts'
import { createOwnApp } from '../../src/slack/own-app.ts'
import { boltApp } from '../support/bolt-app.ts'

const OPTIONS = {
  ownApp: createOwnApp(null),
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

/** Commands to a door whose listener notes when it was asked, acked, and goes on with the work. */
const commands = (work: (text: string) => void = () => undefined) => {
  const { app, receive } = boltApp()
  const done: string[] = []
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  putDoor(receiver, OPTIONS).init(app)
  app.command('/crime', async ({ ack, command: { text } }) => {
    done.push(`asked ${text}`)
    await ack()
    done.push(`answered ${text}`)
    work(text)
  })
  // Each in a turn of its own, as the pieces of several connections that can be read at once.
  const arrived = (text: string) =>
    new Promise((resolve) => setImmediate(() => resolve(receive(command(text)))))
  return { arrived, done }
}

test('of commands that come at once all are acked before the work of any begins', async () => {
  const { arrived, done } = commands()
  await Promise.all(['A', 'B', 'C'].map(arrived))
  expect(done).toEqual(['asked A', 'asked B', 'asked C', 'answered A', 'answered B', 'answered C'])
})

test('a command that comes while others wait to be answered is acked before they are', async () => {
  const later: Promise<unknown>[] = []
  const { arrived, done } = commands((text) => {
    if (text === 'A') later.push(arrived('late'))
  })
  await Promise.all(['A', 'B', 'C', 'D'].map(arrived))
  await Promise.all(later)
  expect(done.indexOf('asked late')).toBeLessThan(done.indexOf('answered C'))
  expect(done.at(-1)).toBe('answered late')
})
