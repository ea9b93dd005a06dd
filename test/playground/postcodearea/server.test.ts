import { expect, test } from 'vitest'
import { address, ask, incidentsAt, started } from './ask.ts'

test('records every call with its status, and never the key', async () => {
  const server = await started()
  await ask(server, 'st200ly')
  await ask(server, 'nonsense')
  await fetch(address(server, { key: 'pa_OTHER', postcode: 'LE1 1WA' }))
  expect(server.calls).toEqual([
    { postcode: 'ST20 0LY', at: expect.any(Number), status: 200 },
    { postcode: 'nonsense', at: expect.any(Number), status: 400 },
    { postcode: 'LE1 1WA', at: expect.any(Number), status: 401 },
  ])
  expect(JSON.stringify(server.calls)).not.toMatch(/pa_/)
})

test('holds answers until they are let go, and tells when a call has come', async () => {
  const server = await started()
  const release = server.hold()
  const order: string[] = []
  const arrived = server.nextCall()
  const answered = ask(server, 'ST20 0LY').then(() => order.push('answered'))
  expect(await arrived).toMatchObject({ postcode: 'ST20 0LY', status: 200 })
  order.push('arrived')
  release()
  await answered
  expect(order).toEqual(['arrived', 'answered'])
})

test('answers as set until it is cleared', async () => {
  const server = await started()
  server.respond({ status: 429, headers: { 'retry-after': '7' }, body: '{"message":"slow down"}' })
  const response = await ask(server, 'ST20 0LY')
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('7')
  expect(await response.text()).toBe('{"message":"slow down"}')
  server.respond(undefined)
  expect(await incidentsAt(server, 'ST20 0LY')).toHaveLength(12)
  expect(server.calls.map((call) => call.status)).toEqual([429, 200])
})

test('takes bytes for a body, with a type of their own', async () => {
  const server = await started()
  server.respond({ body: Uint8Array.of(0xff, 0xfe), headers: { 'content-type': 'image/png' } })
  const response = await ask(server, 'ST20 0LY')
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(await response.bytes()).toEqual(Uint8Array.of(0xff, 0xfe))
})

test('an override without status and body changes the rest alone', async () => {
  const server = await started()
  server.respond({ delayMs: 30, headers: { 'x-late': 'yes' } })
  const began = performance.now()
  const response = await ask(server, 'ST20 0LY')
  expect(performance.now() - began).toBeGreaterThan(25)
  expect(response.headers.get('x-late')).toBe('yes')
  expect(await response.json()).toMatchObject({ data: { length: 12 } })
})

test('cuts the connection in the middle of a body', async () => {
  const server = await started()
  server.respond({ body: '{"data":[', afterBody: 'reset' })
  const response = await ask(server, 'ST20 0LY')
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('terminated')
})

test('brings out new figures', async () => {
  const server = await started({ month: '2026-06' })
  const months = async () => new Set((await incidentsAt(server, 'GL50 1AA')).map((record) => record.month))
  expect(await months()).toEqual(new Set(['2026-06']))
  server.setMonth('2026-07')
  expect(await months()).toEqual(new Set(['2026-07']))
})

test('close ends held, slow and hanging answers at once', async () => {
  const server = await started({ delayMs: 60_000 })
  const slow = ask(server, 'ST20 0LY')
  await server.nextCall()
  server.respond({ beforeAnswer: 'hang', delayMs: 0 })
  const hanging = ask(server, 'ST20 0LY')
  await server.nextCall()
  server.respond(undefined)
  server.hold()
  const held = ask(server, 'ST20 0LY')
  await server.nextCall()
  const ended = Promise.allSettled([slow, hanging, held])
  await server.close()
  expect((await ended).map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
})

test('closing twice is no error', async () => {
  const server = await started()
  await server.close()
  await expect(server.close()).resolves.toBeUndefined()
})
