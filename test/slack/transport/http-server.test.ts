import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/observability/log.ts'
import type { HttpLimits } from '../../../src/slack/transport/http-limits.ts'
import { createHttpServer, type Route } from '../../../src/slack/transport/http-server.ts'
import { collectLog } from '../../support/app/log-lines.ts'

// As short as they can be: what is tested is that they are kept, not how long they are.
const SHORT = { headersTimeout: 30, requestTimeout: 60, connectionsCheckingInterval: 10 }

const start = async (limits: Partial<HttpLimits> = SHORT, more: readonly Route[] = []) => {
  const { destination, lines, next } = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination })
  const echo: Route = {
    path: '/in',
    method: 'POST',
    maxBodyBytes: 100,
    handle: (_, response, { body }) => void response.end(`in: ${body}`),
  }
  const server = createHttpServer({ routes: [echo, ...more], log, clock: Date.now, limits })
  const port = await server.listen(0, '127.0.0.1')
  const sockets: Socket[] = []
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await server.close()
  })
  const open = (sent: string) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    socket.write(sent)
    sockets.push(socket)
    return socket
  }
  return { open, lines, next, server }
}

/** A route that answers when it is told to. */
const slowRoute = () => {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const route: Route = {
    path: '/slow',
    method: 'GET',
    handle: async (_, response) => {
      asked.resolve()
      await answer.promise
      response.end('slow')
    },
  }
  return { route, asked: asked.promise, answer: answer.resolve }
}

describe('slow senders', () => {
  it.each([
    ['of a head', 'POST /in HTTP/1.1\r\nHost: x\r\n'],
    ['of a body', 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfour'],
    ['of chunks', 'POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n'],
  ])('%s are told 408 and cut off, in one line', async (_, sent) => {
    const { open, next } = await start()
    const told = next('refused a request')
    expect(await text(open(sent))).toMatch(/^HTTP\/1\.1 408 /)
    expect(await told).toMatchObject({ level: 'warn', status: 408, because: 'ERR_HTTP_REQUEST_TIMEOUT' })
  })

  it('that say nothing at all are cut off without a line', async () => {
    const { open, lines } = await start()
    await text(open(''))
    expect(lines()).toEqual([])
  })

  it('that go away in the middle leave one line', async () => {
    const { open, next } = await start()
    const lost = next('lost a request')
    const socket = open('POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfour')
    await once(socket, 'connect')
    // What was written has arrived once it can be seen to be over.
    socket.end()
    expect(await lost).toMatchObject({ level: 'warn' })
  })
})

describe('many connections', () => {
  it('that say nothing let the next one in', async () => {
    const { open, next } = await start({ maxWaiting: 100 })
    const told = next('too many connections wait')
    const idle = Array.from({ length: 110 }, () => open(''))
    await Promise.all(idle.map((socket) => once(socket, 'connect')))
    await told
    const asked = open('POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfour')
    expect(await text(asked)).toMatch(/^HTTP\/1\.1 200 .*in: four/s)
  })

  it('are kept for their next requests', async () => {
    const { open } = await start()
    const one = 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfour'
    const socket = open(one)
    await once(socket, 'data')
    socket.write(one.replace('Host', 'Connection: close\r\nHost'))
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('that do not read their answers are closed', async () => {
    const large: Route = {
      path: '/large',
      method: 'GET',
      // More than the system takes for a connection that nobody reads.
      handle: (_, response) => void response.end(Buffer.alloc(64 * 1_048_576)),
    }
    const { open, server } = await start({ unreadTimeout: 50 }, [large])
    const socket = open('GET /large HTTP/1.1\r\nHost: x\r\n\r\n').pause()
    await once(socket, 'connect')
    // Resolves once every connection is closed.
    await server.close()
  })
})

describe('requests sent before the last one was answered', () => {
  it('close their connection, in one line, and what came first is worked on once', async () => {
    const { route, asked, answer } = slowRoute()
    const { open, lines, next } = await start({}, [route])
    const closed = next('closed a connection')
    const socket = open('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000))
    await asked
    expect(await closed).toMatchObject({ level: 'warn' })
    expect(await text(socket)).toBe('')
    answer()
    expect(lines()).toHaveLength(1)
  })

  it('do so where they are refused at once, too', async () => {
    const { open, lines } = await start({})
    const answers = await text(open('GET /x HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000)))
    expect(answers.match(/HTTP\/1\.1 404/g) ?? []).toHaveLength(1)
    expect(lines().map(({ msg }) => msg)).toEqual(['refused a request', 'closed a connection'])
  })

  it('are answered in turn where the limit allows', async () => {
    const { route, answer } = slowRoute()
    const { open } = await start({ maxPipelined: 3 }, [route])
    const get = 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'
    const socket = open(`${get}${get}${get.replace('Host', 'Connection: close\r\nHost')}`)
    answer()
    expect((await text(socket)).match(/HTTP\/1\.1 200/g)).toHaveLength(3)
  })
})

describe('a handler that throws', () => {
  it('is answered with 500, and its error is logged', async () => {
    const failing: Route = {
      path: '/failing',
      method: 'GET',
      handle: async () => {
        throw new Error('of the handler')
      },
    }
    const { open, lines } = await start({}, [failing])
    const socket = open('GET /failing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 500 /)
    expect(lines()).toMatchObject([{ level: 'error', path: '/failing' }])
  })
})

describe('before it closes', () => {
  it('takes requests on, and closes each connection with its next answer', async () => {
    const { open, server } = await start({})
    const post = 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfour'
    const kept = open(post)
    await once(kept, 'data')
    server.drain()
    kept.write(post)
    expect(await text(kept)).toMatch(/^HTTP\/1\.1 200 .*connection: close.*in: four/is)
    expect(await text(open(post))).toMatch(/^HTTP\/1\.1 200 .*connection: close/is)
  })
})
