import { App, type Receiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { boundClients } from '../../../src/slack/web-api/client-pool.ts'

/** An app that takes "xoxb-" and the id of an organisation, or else of a workspace, for its token, and keeps the clients. */
const started = (most: number) => {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId }) => ({
      botToken: `xoxb-${enterpriseId ?? teamId}`,
      botId: 'B1',
      botUserId: 'U1',
    }),
    convoStore: false,
  })
  const bound = boundClients(app, most)
  const clients: WebClient[] = []
  app.command('/crime', async ({ ack, client }) => {
    await ack()
    clients.push(client)
  })
  const type = async (team_id: string, of: object = {}): Promise<{ readonly client: WebClient }> => {
    const body = { ...of, command: '/crime', team_id, channel_id: 'C1', user_id: 'U1', text: '' }
    await app.processEvent({ body, ack: async () => undefined })
    const client = clients.at(-1)
    if (client === undefined) throw new TypeError('the listener was not called')
    return { client }
  }
  return { bound, type }
}

it('keeps each workspace’s client, with its own token', async () => {
  const { bound, type } = started(2)
  const { client: first } = await type('T1')
  const { client: second } = await type('T2')
  expect([first.token, second.token]).toEqual(['xoxb-T1', 'xoxb-T2'])
  // Whose queue of calls, and whose waiting on a 429, is the same.
  expect((await type('T1')).client.chat).toBe(first.chat)
  expect((await type('T2')).client.chat).toBe(second.chat)
  expect(bound.size()).toBe(2)
})

it('keeps two of an organisation apart, whose token is one, and says for which a call is', async () => {
  const { bound, type } = started(2)
  const organisation = { enterprise_id: 'E1', is_enterprise_install: 'true' }
  const { client: first } = await type('T1', organisation)
  const { client: second } = await type('T2', organisation)
  expect([first.token, second.token]).toEqual(['xoxb-E1', 'xoxb-E1'])
  expect([first, second].map((it) => Reflect.get(it, 'teamId'))).toEqual(['T1', 'T2'])
  expect(bound.size()).toBe(2)
})

it('is one client for all of a request, and may be awaited', async () => {
  const { bound, type } = started(1)
  const { client } = await type('T1')
  expect(await client).toBe(client)
  expect(bound.size()).toBe(0)
  const { chat } = client
  expect((await type('T2')).client.token).toBe('xoxb-T2')
  expect(client.chat).toBe(chat)
})

it('makes none for who does not use it', async () => {
  const { bound, type } = started(2)
  const { client } = await type('T1')
  expect(client instanceof WebClient).toBe(true)
  expect(bound.size()).toBe(0)
  expect(client.views.publish).toBeTypeOf('function')
  expect(bound.size()).toBe(1)
})

it('forgets the workspace that did not use its own for the longest, so that they never pile up', async () => {
  const { bound, type } = started(2)
  const { chat } = (await type('T1')).client
  for (let team = 2; team < 200; team += 1)
    expect((await type(`T${team}`)).client.token).toBe(`xoxb-T${team}`)
  expect(bound.size()).toBe(2)
  const { client: again } = await type('T1')
  expect(again.token).toBe('xoxb-T1')
  expect(again.chat).not.toBe(chat)
})
