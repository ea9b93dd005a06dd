import { once } from 'node:events'
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/observability/log.ts'
import { limitServer } from '../../../src/slack/transport/http-limits.ts'
import { collectLog } from '../../support/log-lines.ts'

// As short as they can be: what is told apart here is that they are kept, not how long they are.
const PACE = { headersTimeout: 30, requestTimeout: 60, connectionsCheckingInterval: 10 }

const answerIn: RequestListener = (_, response) => void response.end('in')

const startGuarded = async (pace: ServerOptions = PACE) => {
  const { destination, lines, next } = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination })
  const server = createServer(pace, answerIn)
  const routes = new Map([['/in', ['POST']]])
  limitServer(server, { routes, signed: '/in', log, clock: Date.now })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  const port: number = Object(server.address()).port
  const open = (sent: string) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    socket.write(sent)
    return socket
  }
  return { open, lines, next }
}

describe('slow senders', () => {
  it.each([
    ['of a head', 'POST /in HTTP/1.1\r\nHost: x\r\n'],
    ['of a body', 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfour'],
    ['of chunks', 'POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n'],
  ])('%s are told 408 and cut off, in one line', async (_, sent) => {
    const { open, next } = await startGuarded()
    const told = next('refused a request')
    expect(await text(open(sent))).toMatch(/^HTTP\/1\.1 408 /)
    expect(await told).toMatchObject({ level: 'warn', status: 408, because: 'ERR_HTTP_REQUEST_TIMEOUT' })
  })

  it('who says nothing at all is cut off without a line', async () => {
    const { open, lines } = await startGuarded()
    await text(open(''))
    expect(lines()).toEqual([])
  })

  it('who goes away in the middle leaves one line', async () => {
    const { open, next } = await startGuarded()
    const lost = next('lost a request')
    const socket = open('POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfour')
    await once(socket, 'connect')
    // What was written has arrived once it can be seen to be over.
    socket.end()
    expect(await lost).toMatchObject({ level: 'warn' })
  })
})

describe('who waits', () => {
  it('a thousand connections that say nothing let the next one in', async () => {
    const { open, next } = await startGuarded({})
    const told = next('too many connections wait')
    const idle: Socket[] = []
    // Not all at once: a system keeps some five hundred that nobody has taken yet, and drops what is above.
    for (let batch = 0; batch < 11; batch += 1) {
      const some = Array.from({ length: 100 }, () => open(''))
      await Promise.all(some.map((socket) => once(socket, 'connect')))
      idle.push(...some)
    }
    await told
    const asked = open('POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfour')
    expect(await text(asked)).toMatch(/^HTTP\/1\.1 200 .*in/s)
    for (const socket of idle) socket.destroy()
  })

  it('a connection is kept for its next request', async () => {
    const { open } = await startGuarded()
    const one = 'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfour'
    const socket = open(one)
    await once(socket, 'data')
    socket.write(one.replace('Host', 'Connection: close\r\nHost'))
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
  })
})
