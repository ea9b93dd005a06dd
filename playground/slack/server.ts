import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { ConsumeFault } from './faults.ts'
import { type Answer, faultAnswer, type Incoming } from './http-answer.ts'
import type { TrafficLog } from './traffic.ts'

type Deps = {
  readonly consumeFault: ConsumeFault
  readonly traffic: TrafficLog
  readonly webApi: (incoming: Incoming) => Answer
  readonly respond: (incoming: Incoming) => Answer
  /** What a person's browser gets; undefined where there is no such page. */
  readonly browse: (url: URL) => Answer | undefined
}

const nowhere: Answer = { status: 404, body: 'Not Found' }
const dropped: Answer = { status: 0, body: 'connection dropped' }

const read = async (request: IncomingMessage): Promise<Incoming> => ({
  path: new URL(request.url ?? '/', 'http://localhost').pathname,
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
  body: await text(request),
})

/** The name of an endpoint, as faults and traffic use it. */
const nameOf = (path: string): string | undefined => {
  if (path.startsWith('/api/')) return path.slice('/api/'.length)
  return /^\/(commands|actions)\//.test(path) ? 'response_url' : undefined
}

const write = (response: ServerResponse, { status, body, headers }: Answer): void => {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const readable = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** Answers the Web API and response_urls. A fault comes before the answer. */
const createAnswer = ({ consumeFault, traffic, webApi, respond, browse }: Deps, closed: AbortSignal) => {
  const settle = async (incoming: Incoming, what: string): Promise<Answer | 'reset'> => {
    const fault = consumeFault(what, incoming.body)
    if (fault?.what === 'reset') return 'reset'
    if (fault?.what === 'slow') await wait(fault.ms ?? 1000, undefined, { signal: closed })
    const isWebApi = what !== 'response_url'
    return (fault && faultAnswer(fault, isWebApi)) ?? (isWebApi ? webApi(incoming) : respond(incoming))
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now()
    const incoming = await read(request)
    if (request.method === 'GET')
      return write(response, browse(new URL(request.url ?? '/', 'http://localhost')) ?? nowhere)
    const what = nameOf(incoming.path)
    if (what === undefined || request.method !== 'POST') return write(response, nowhere)
    const answer = await settle(incoming, what)
    traffic.add({
      direction: 'from app',
      what,
      request: { headers: incoming.headers, body: readable(incoming.body) },
      response: answer === 'reset' ? dropped : { status: answer.status, body: answer.body },
      ms: Math.round(performance.now() - started),
    })
    // A request that was read to its end is destroyed already: only its socket can be cut.
    if (answer === 'reset') request.socket.destroy()
    else write(response, answer)
  }
}

/** Starts the HTTP server on 127.0.0.1. `close` cuts every connection at once. */
export const startServer = async <D extends Deps>(port: number, makeDeps: (url: string) => D) => {
  const closed = new AbortController()
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${bound}`
  const made = makeDeps(url)
  const answer = createAnswer(made, closed.signal)
  server.on('request', (request, response) => {
    // The app hung up, or this Slack is closing.
    answer(request, response).catch(() => request.socket.destroy())
  })
  const close = () => {
    closed.abort()
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    return ended
  }
  return { url, made, server, close }
}
