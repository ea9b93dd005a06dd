import { App, type Receiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { boundClients } from '../../src/slack/bounded-clients.ts'

/** An app that takes each workspace's token for "xoxb-" and its id. */
const started = (most: number) => {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  const app = new App({
    receiver,
    authorize: async ({ teamId }) => ({ botToken: `xoxb-${teamId}`, botId: 'B1', botUserId: 'U1' }),
    convoStore: false,
  })
  const bound = boundClients(app, most)
  const clients: WebClient[] = []
  app.command('/crime', async ({ ack, client }) => {
    await ack()
    clients.push(client)
  })
  const type = async (team_id: string): Promise<WebClient | undefined> => {
    const body = { command: '/crime', team_id, channel_id: 'C1', user_id: 'U1', text: '' }
    await app.processEvent({ body, ack: async () => undefined })
    return clients.at(-1)
  }
  return { bound, type }
}

it('keeps each workspace’s client, with its own token', async () => {
  const { bound, type } = started(2)
  const first = await type('T1')
  const second = await type('T2')
  expect([first?.token, second?.token]).toEqual(['xoxb-T1', 'xoxb-T2'])
  expect(await type('T1')).toBe(first)
  expect(await type('T2')).toBe(second)
  expect(bound.size()).toBe(2)
})

it('forgets the workspace that was quiet the longest, so that they never pile up', async () => {
  const { bound, type } = started(2)
  const first = await type('T1')
  for (let team = 2; team < 200; team += 1) expect((await type(`T${team}`))?.token).toBe(`xoxb-T${team}`)
  expect(bound.size()).toBe(2)
  const again = await type('T1')
  expect(again?.token).toBe('xoxb-T1')
  expect(again).not.toBe(first)
})
