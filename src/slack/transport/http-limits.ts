import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Log } from '../../observability/log.ts'
import { inRequest } from '../../observability/request-id.ts'
import { createOpenConnections } from './open-connections.ts'
import { readBody } from './read-body.ts'

/** Slack's largest payloads hold a view of 250 KB, written as a form. Source: SLACK.md, "Block Kit limits". */
export const MAX_BODY_BYTES = 1_048_576

/** For a server's options: whoever takes longer is cut off. Slack itself gives up after three seconds. */
export const SERVER_TIMEOUTS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep theirs (60 s): who closes first loses the request that is on its way.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
} as const

const MAX_WAITING = 1_024
const MAX_WAITING_BYTES = 33_554_432
const LET_GO_LINE_EVERY_MS = 60_000

// Bolt refuses what is older itself, but nothing that comes from the future.
const SIGNED_WITHIN_MS = 5 * 60_000

/** What may be asked for. `signed` is the address for Slack alone, whose bodies the gate reads. */
export type HttpLimitOptions = {
  readonly routes: ReadonlyMap<string, readonly string[]>
  readonly signed: string | null
  /** Whether a body that was read may be handed on; a status where not. */
  readonly checkBody?: (request: IncomingMessage, body: Buffer) => number | null
  /** Told of each request that comes in; what it gives is called once it is answered, or its sender gone. */
  readonly begin?: () => () => void
  readonly log: Log
  readonly clock: () => number
}

const notCounted = () => () => undefined

/** The path of an address that is written plainly; null for tricks: "//", "%2e", "/a/../b", "http://…". */
const plainPath = (url: string): string | null => {
  const [path = ''] = url.split('?', 1)
  return URL.parse(url, 'http://localhost')?.pathname === path && !path.includes('%') ? path : null
}

const isFromFuture = ({ headers }: IncomingMessage, now: number): boolean => {
  const stated = headers['x-slack-request-timestamp']
  return stated !== undefined && !(Number(stated) * 1_000 <= now + SIGNED_WITHIN_MS)
}

const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

const answerMalformed = (log: Log, error: NodeJS.ErrnoException, socket: Socket): void => {
  const status = STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request'
  // Who said nothing at all is not worth a line.
  if (socket.bytesRead > 0 && error.code !== 'ECONNRESET')
    log.warn({ status: Number.parseInt(status, 10), because: error.code }, 'refused a request')
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  else socket.destroy()
}

/**
 * Stands before a server's own listener: answers what nobody should have asked with its status and one line
 * of the log, and hands on the rest under a request's id.
 */
export const limitServer = (server: Server, options: HttpLimitOptions): void => {
  const { routes, signed, checkBody, begin = notCounted, log, clock } = options
  const own = server.listeners('request') as RequestListener[]
  const handOn: RequestListener = (request, response) => {
    for (const listener of own) listener.call(server, request, response)
  }

  let lastLine = 0
  let letGo = 0
  const onLetGo = (): void => {
    letGo += 1
    if (clock() - lastLine < LET_GO_LINE_EVERY_MS) return
    log.warn({ connections: letGo }, 'too many connections wait: the oldest are let go')
    lastLine = clock()
    letGo = 0
  }
  const waiting = createOpenConnections({ most: MAX_WAITING, mostBytes: MAX_WAITING_BYTES, onLetGo })

  const refuse = (
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    because: string,
    headers: Record<string, string> = {},
  ): void => {
    const path = (request.url ?? '').split('?', 1)[0]?.slice(0, 100)
    log.warn({ status, because, method: request.method, path }, 'refused a request')
    response.writeHead(status, { 'content-length': '0', ...headers }).end()
  }

  const receive: RequestListener = async (request, response) => {
    if (isFromFuture(request, clock())) return refuse(request, response, 401, 'not signed at this time')
    const body = await readBody(request, MAX_BODY_BYTES, (bytes) => waiting.hold(request.socket, bytes))
    if (body === 'gone') return void log.warn({ because: 'its sender went away' }, 'lost a request')
    if (body === 'too-large') return refuse(request, response, 413, 'a body above the limit')
    waiting.leave(request.socket)
    const status = checkBody?.(request, body) ?? null
    if (status !== null) return refuse(request, response, status, 'a body that cannot be read')
    // Where Bolt looks for a body that has been read already.
    handOn(Object.assign(request, { rawBody: body }), response)
  }

  const enter: RequestListener = (request, response) => {
    const { url = '' } = request
    // Nearly all that comes asks for an address just as it is written here: no need to take it apart.
    const path = routes.has(url) ? url : plainPath(url)
    const methods = path === null ? undefined : routes.get(path)
    if (methods === undefined) return refuse(request, response, 404, 'no such address')
    if (!methods.includes(request.method ?? ''))
      return refuse(request, response, 405, 'not with this method', { allow: methods.join(', ') })
    return path === signed ? receive(request, response) : handOn(request, response)
  }

  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const { socket } = request
    const ended = begin()
    // Who has asked in full waits for us, not we for them; afterwards the connection waits for its next request.
    request.once('end', () => waiting.leave(socket))
    response.once('close', () => {
      ended()
      if (!socket.destroyed) waiting.enter(socket)
    })
    inRequest(() => enter(request, response))
  })
  server.on('connection', (socket: Socket) => {
    waiting.enter(socket)
    socket.once('close', () => waiting.leave(socket))
  })
  server.on('clientError', (error, socket) => answerMalformed(log, error, socket as Socket))
}
