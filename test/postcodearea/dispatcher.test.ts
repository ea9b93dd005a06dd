import type { ServerResponse } from 'node:http'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { clientOf, outcomeOf } from '../support/client.ts'
import { bodyWith, record } from '../support/records.ts'
import { startSupplier } from '../support/supplier-server.ts'

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
  const client = clientOf(server.url)
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
