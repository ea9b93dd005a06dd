import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { ask, clientOf, KEY, outcomeOf } from '../support/postcodearea-client.ts'
import { bodyWith, record } from '../support/records.ts'
import { type Answering, answering, silent, startSupplier } from '../support/supplier-server.ts'
import { outcomeAfter } from './outcome-after.ts'

const good = answering(200, bodyWith([record()], KEY))

describe('unreachable', () => {
  test('a port where nobody listens', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const address = nobody.address()
    nobody.close()
    await once(nobody, 'close')
    const port = address !== null && typeof address === 'object' ? address.port : 0
    expect(await outcomeOf(clientOf(`http://127.0.0.1:${port}`))).toEqual(['unreachable', 'ECONNREFUSED'])
  })

  test('an address that is none, without repeating it', async () => {
    expect(await outcomeOf(clientOf(`no address ${KEY}`))).toEqual(['unreachable', 'ERR_INVALID_URL'])
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
    const outcome = await outcomeOf(clientOf(server.url, { headersTimeoutMs: 30 }))
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
    expect(await outcomeOf(clientOf(server.url, { timeoutMs: 60 }))).toEqual(['unreachable', 'TimeoutError'])
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

test('a closed client finishes what runs and takes nothing more', async () => {
  const server = await startSupplier(good)
  const client = clientOf(server.url)
  const running = outcomeOf(client)
  await client.close()
  expect(await running).toEqual(['answered', ''])
  expect((await outcomeOf(client))[0]).toBe('unreachable')
  expect(server.calls).toHaveLength(1)
})
