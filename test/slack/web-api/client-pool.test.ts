import { App, type Receiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { authorizedClient, clientIn, createClientPool } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'

/** A Bolt app that keeps the clients its listener calls Slack with; each workspace's token is "xoxb-" and its id. */
const started = (max: number) => {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  const pool = createClientPool({}, quiet, max)
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId }) =>
      authorizedClient(() => pool.clientOf(`xoxb-${enterpriseId ?? teamId}`, teamId)),
    logger: quiet,
    convoStore: false,
  })
  const clients: WebClient[] = []
  app.command('/crime', async ({ ack, context, client }) => {
    await ack()
    expect(client.token).toBeUndefined()
    clients.push(clientIn(context))
  })
  app.command('/nothing', ({ ack }) => ack())
  const type = async (team_id: string, more: object = {}): Promise<WebClient> => {
    const body = { command: '/crime', team_id, channel_id: 'C1', user_id: 'U1', text: '', ...more }
    await app.processEvent({ body, ack: async () => undefined })
    const client = clients.at(-1)
    if (client === undefined) throw new TypeError('the listener was not called')
    return client
  }
  return { pool, type, clients }
}

it('calls Slack for each workspace with that workspace’s token', async () => {
  const { pool, type } = started(2)
  const first = await type('T1')
  const second = await type('T2')
  expect([first.token, second.token]).toEqual(['xoxb-T1', 'xoxb-T2'])
  expect(await type('T1')).toBe(first)
  expect(await type('T2')).toBe(second)
  expect(pool.size()).toBe(2)
})

it('keeps two workspaces of an organisation apart, whose token is the same', async () => {
  const { pool, type } = started(2)
  const organisation = { enterprise_id: 'E1', is_enterprise_install: 'true' }
  const first = await type('T1', organisation)
  const second = await type('T2', organisation)
  expect([first.token, second.token]).toEqual(['xoxb-E1', 'xoxb-E1'])
  expect([first, second].map((it) => Reflect.get(it, 'teamId'))).toEqual(['T1', 'T2'])
  expect(pool.size()).toBe(2)
})

it('makes no client for a request that calls nothing', async () => {
  const { pool, type, clients } = started(2)
  await type('T1')
  await type('T2', { command: '/nothing' })
  expect(clients).toHaveLength(1)
  expect(pool.size()).toBe(1)
})

it('drops the client of the workspace that did not use it for the longest, so that they never pile up', async () => {
  const { pool, type } = started(2)
  const first = await type('T1')
  for (let team = 2; team < 200; team += 1) expect((await type(`T${team}`)).token).toBe(`xoxb-T${team}`)
  expect(pool.size()).toBe(2)
  const again = await type('T1')
  expect(again.token).toBe('xoxb-T1')
  expect(again).not.toBe(first)
})

it('shares no headers between clients, into which each would write its token', () => {
  const headers = {}
  const pool = createClientPool({ headers }, quiet)
  for (const team of ['T1', 'T2']) pool.clientOf(`xoxb-${team}`, team)
  expect(headers).toEqual({})
})
