import type { ServerResponse } from 'node:http'
import { request } from 'undici'
import { describe, expect, test } from 'vitest'
import { createDispatcher } from '../../src/postcodearea/retry-and-timeouts.ts'
import { clientOf, KEY, outcomeOf } from '../support/postcodearea-client.ts'
import { bodyWith, record } from '../support/records.ts'
import { answering, cutOff, cutShort, startSupplier } from '../support/supplier-server.ts'
import { outcomeAfter } from './outcome-after.ts'

const good = answering(200, bodyWith([record()], KEY))

describe('one retry', () => {
  test.each([
    ['500', answering(500)],
    ['500 with a body', answering(500, 'x'.repeat(100_000))],
    ['502 as HTML', answering(502, '<html>')],
    ['503 that asks for an hour', answering(503, '', { 'retry-after': '3600' })],
    ['520', answering(520)],
    ['a reset before the answer', cutOff],
    ['a 500 that is cut short', cutShort(500, { 'content-length': '900' })],
  ])('%s, then a good answer: two calls', async (_, first) => {
    expect(await outcomeAfter(first, good)).toMatchObject({ kind: 'answered', calls: 2 })
  })

  test.each([
    ['500', answering(500), 'supplier-error'],
    ['520', answering(520), 'supplier-error'],
    ['a reset', cutOff, 'unreachable'],
  ])('%s for ever: two calls and no third', async (_, always, kind) => {
    expect(await outcomeAfter(always)).toMatchObject({ kind, calls: 2 })
  })

  test.each([
    ['a reset then 500', [cutOff, answering(500), good], 'supplier-error'],
    ['500 then a reset', [answering(500), cutOff, good], 'unreachable'],
    [
      '500 then one cut short',
      [answering(500), cutShort(500, { 'content-length': '900' }), good],
      'supplier-error',
    ],
  ] as const)('%s: no third call', async (_, script, kind) => {
    expect(await outcomeAfter(...script)).toMatchObject({ kind, calls: 2 })
  })

  test('a second call is the first one over, with no range', async () => {
    const { server } = await outcomeAfter(answering(500), good)
    const [first, second] = server.calls
    expect(second).toEqual(first)
    expect(second?.headers.range).toBeUndefined()
  })
})

describe('no second call', () => {
  test.each([
    ['a 200 of known length', 200, { 'content-length': '5000' }],
    ['a 200 in chunks', 200, {}],
    ['a 200 with an etag', 200, { 'content-length': '5000', etag: '"1"' }],
    ['a 404 of known length', 404, { 'content-length': '5000' }],
    ['a 404 in chunks', 404, {}],
  ])('after %s that is cut short', async (_, status, headers) => {
    const { kind, because, calls } = await outcomeAfter(cutShort(status, headers), good)
    expect({ kind, because, calls }).toEqual({ kind: 'unreachable', because: 'LOST_MID_BODY', calls: 1 })
  })

  test.each([400, 401, 402, 403, 404, 408, 425, 429])('after %i', async (status) => {
    expect((await outcomeAfter(answering(status, '', { 'retry-after': '1' }), good)).calls).toBe(1)
  })

  test('after a redirect, wherever it leads', async () => {
    const elsewhere = await startSupplier(good)
    const leading = answering(302, '', { location: `${elsewhere.url}/?key=${KEY}` })
    expect(await outcomeAfter(leading, good)).toMatchObject({ kind: 'unreadable', calls: 1 })
    expect(elsewhere.calls).toEqual([])
  })
})

test('no more than 32 calls are under way at once, and the others wait their turn', async () => {
  const held: ServerResponse[] = []
  let reached32 = () => {}
  const all32 = new Promise<void>((resolve) => {
    reached32 = resolve
  })
  const server = await startSupplier((response, { url }) => {
    if (url === '/barrier') return void response.end()
    held.push(response)
    if (held.length === 32) reached32()
  })
  const client = clientOf(server.url, { dispatcher: createDispatcher() })
  const asked = Array.from({ length: 40 }, () => outcomeOf(client))
  await all32
  // Connections are accepted in turn: once this later one is answered, a 33rd would have arrived.
  const barrier = await request(`${server.url}/barrier`, { headers: { connection: 'close' } })
  await barrier.body.dump()
  expect(held).toHaveLength(32)
  const body = bodyWith([record()])
  const answered = Promise.all(asked)
  const pump = (response: ServerResponse) => response.end(body)
  held.splice(0).forEach(pump)
  held.push = (...more) => {
    more.forEach(pump)
    return 0
  }
  expect((await answered).map(([kind]) => kind)).toEqual(Array.from({ length: 40 }, () => 'answered'))
  expect(server.calls).toHaveLength(41)
})
