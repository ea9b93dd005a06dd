import { once } from 'node:events'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { ask, clientOf, KEY, outcomeOf } from '../support/client.ts'
import { bodyWith, record } from '../support/records.ts'
import {
  type Answering,
  answering,
  cutOff,
  cutShort,
  silent,
  startSupplier,
} from '../support/supplier-server.ts'

const MIB = 1024 * 1024
const GZIP = { 'content-encoding': 'gzip' }
const good = answering(200, bodyWith([record()], KEY))

/** The outcome, and how many calls it took. */
const outcomeAfter = async (...script: Answering[]) => {
  const server = await startSupplier(...script)
  const [kind, because] = await outcomeOf(clientOf(server.url))
  return { kind, because, calls: server.calls.length, server }
}

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

describe('out of reach', () => {
  test('a port where nobody listens', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const address = nobody.address()
    nobody.close()
    await once(nobody, 'close')
    const port = address !== null && typeof address === 'object' ? address.port : 0
    expect(await outcomeOf(clientOf(`http://127.0.0.1:${port}`))).toEqual(['unreachable', 'ECONNREFUSED'])
  })

  test('a server that speaks no TLS', async () => {
    const server = await startSupplier(good)
    const [kind, because] = await outcomeOf(clientOf(server.url.replace('http:', 'https:')))
    expect(kind).toBe('unreachable')
    expect(because).toMatch(/^[A-Z_]+$/)
    expect(server.calls).toEqual([])
  })

  test('a server that speaks no HTTP', async () => {
    const raw: Answering = (response) => response.socket?.end(`key=${KEY}\r\n\r\n`)
    expect((await outcomeAfter(raw)).kind).toBe('unreachable')
  })

  test('a server that never answers, after the time to headers and without a retry', async () => {
    const server = await startSupplier(silent)
    const outcome = await outcomeOf(clientOf(server.url, { toHeadersMs: 30 }))
    expect(outcome).toEqual(['unreachable', 'UND_ERR_HEADERS_TIMEOUT'])
    expect(server.calls).toHaveLength(1)
  })

  test('a body that comes too slowly, after the time in all and without a retry', async () => {
    // Each drop restarts undici's idle time; only the signal ends this.
    const dripping: Answering = (response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 5)
      response.once('close', () => clearInterval(drip))
    }
    const server = await startSupplier(dripping)
    expect(await outcomeOf(clientOf(server.url, { inAllMs: 60 }))).toEqual(['unreachable', 'TimeoutError'])
    await server.firstGone
    expect(server.calls).toHaveLength(1)
  })
})

describe('the limits that hold unless told otherwise', () => {
  test('30 s in all', async () => {
    const giveUp = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(giveUp.signal)
    let arrived = () => {}
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const server = await startSupplier(() => arrived())
    const client = createPostcodeArea({ apiKey: KEY, url: server.url, clock: Date.now })
    const asked = ask(client)
    await arrival
    giveUp.abort(new DOMException('', 'TimeoutError'))
    expect(await asked).toMatchObject({ ok: false, failure: { because: 'TimeoutError' } })
    expect(timeout.mock.calls).toEqual([[30_000]])
    await client.close()
  })
})

describe('a body', () => {
  test('is read when it comes as gzip', async () => {
    const body = gzipSync(
      bodyWith(
        Array.from({ length: 1_000 }, (_, id) => record({ id })),
        KEY,
      ),
    )
    const server = await startSupplier(answering(200, body, { 'content-encoding': 'GZIP' }))
    const answered = await ask(clientOf(server.url))
    expect(answered.ok && answered.value.incidents.length).toBe(1_000)
  })

  test.each([
    ['50 MB, as 50 kB of gzip', gzipSync(Buffer.alloc(50 * MIB, ' ')), GZIP],
    ['17 MiB as it is', Buffer.alloc(17 * MIB, ' '), {}],
  ])('of %s is unreadable', async (_, body, headers) => {
    const { kind, because, calls } = await outcomeAfter(answering(200, body, headers))
    expect([kind, because, calls]).toEqual(['unreadable', 'BODY_ABOVE_16_MIB', 1])
  })

  test.each([
    ['not gzip', '{"data":[]}', 'Z_DATA_ERROR'],
    ['half of it', gzipSync(bodyWith([record()])).subarray(0, 60), 'Z_BUF_ERROR'],
  ])('that says gzip and is %s is unreadable', async (_, body, because) => {
    expect(await outcomeAfter(answering(200, body, GZIP))).toMatchObject({ kind: 'unreadable', because })
  })

  test.each([
    ['a 200', 200, 'unreadable'],
    ['a 404', 404, 'unreadable'],
    ['a 401', 401, 'unauthorised'],
    ['a 429', 429, 'rate-limited'],
  ])('of %s that never ends is given up, and its connection with it', async (_, status, kind) => {
    const endless: Answering = (response) => {
      response.writeHead(status)
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, ' ')));
      }
      response.on('drain', pour)
      pour()
    }
    const server = await startSupplier(endless)
    expect((await outcomeOf(clientOf(server.url)))[0]).toBe(kind)
    await server.firstGone
    expect(server.calls).toHaveLength(1)
  })
})

test('a closed client finishes what runs and takes nothing more', async () => {
  const server = await startSupplier(good)
  const client = clientOf(server.url)
  const running = outcomeOf(client)
  await client.close()
  expect(await running).toEqual(['answered', ''])
  expect((await outcomeOf(client))[0]).toBe('unreachable')
  expect(server.calls).toHaveLength(1)
})
