import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import type { Log } from '../../observability/log.ts'
import { inRequest } from '../../observability/request-id.ts'
import { createWaitingConnections, HTTP_LIMITS, type HttpLimits, readRequestBody } from './http-limits.ts'

/**
 * One address with one method; GET is for HEAD too, whose answer has no body. A handler that throws is answered with
 * 500, where nothing was answered yet.
 */
export type Route = {
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** The largest body, which is read before `handle` is called; without it nothing is read. */
  readonly maxBodyBytes?: number
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    context: {
      /** Empty where the route takes none. */
      readonly body: Buffer
      /** Answers with a status and no body, and logs one line. */
      readonly refuse: (status: number, because: string) => void
    },
  ) => void | Promise<void>
}

type HttpServerOptions = {
  readonly routes: readonly Route[]
  /** Called for each request; what it returns is called once the request is answered, or its sender gone. */
  readonly begin?: () => () => void
  readonly log: Log
  /** In ms. */
  readonly clock: () => number
  readonly limits?: Partial<HttpLimits>
}

// An import of node:http reads all of its exports, and WebSocket among them loads Node's own fetch: 8 ms of a start.
const { createServer }: typeof import('node:http') = createRequire(import.meta.url)('node:http')

const DROPPED_LINE_EVERY_MS = 60_000
const NO_BODY = Buffer.alloc(0)

/** The path of an address that is written plainly; null for "//", "%2e", "/a/../b", "http://…". */
const plainPath = (url: string): string | null => {
  const [path = ''] = url.split('?', 1)
  return URL.parse(url, 'http://localhost')?.pathname === path && !path.includes('%') ? path : null
}

const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

const answerMalformed = (log: Log, error: NodeJS.ErrnoException, socket: Socket): void => {
  const status = STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request'
  // A connection that never sent a byte is not worth a line: load balancers probe with them.
  if (socket.bytesRead > 0 && error.code !== 'ECONNRESET')
    log.warn({ status: Number.parseInt(status, 10), because: error.code }, 'refused a request')
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  else socket.destroy()
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

/** Creates a server that refuses whatever is not one of its routes. Nothing listens before `listen`. */
export const createHttpServer = (options: HttpServerOptions) => {
  const { routes, begin, log, clock } = options
  const { maxWaiting, maxWaitingBytes, maxPipelined, unreadTimeout, ...timeouts } = {
    ...HTTP_LIMITS,
    ...options.limits,
  }
  const byPath = Map.groupBy(routes, ({ path }) => path)
  const unanswered = new Map<Socket, number>()
  let draining = false
  let isClosed = false

  let lastLine = 0
  let dropped = 0
  const onDropped = (): void => {
    dropped += 1
    if (clock() - lastLine < DROPPED_LINE_EVERY_MS) return
    log.warn({ connections: dropped }, 'too many connections wait: the oldest are closed')
    lastLine = clock()
    dropped = 0
  }
  const waiting = createWaitingConnections(maxWaiting, maxWaitingBytes, onDropped)

  const refuse = (
    { method, url = '' }: IncomingMessage,
    response: ServerResponse,
    status: number,
    because: string,
    headers: Record<string, string> = {},
  ): void => {
    const path = url.split('?', 1)[0]?.slice(0, 100)
    log.warn({ status, because, method, path }, 'refused a request')
    response.writeHead(status, { 'content-length': '0', ...headers }).end()
  }

  const run = async (route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { socket } = request
    let body: Buffer = NO_BODY
    if (route.maxBodyBytes !== undefined) {
      const read = await readRequestBody(request, route.maxBodyBytes, (bytes) => waiting.hold(socket, bytes))
      if (read === 'gone') return log.warn({ because: 'its sender went away' }, 'lost a request')
      if (read === 'too-large') return refuse(request, response, 413, 'a body above the limit')
      body = read
    }
    // The request came in full: from now on its sender waits for the app.
    waiting.leave(socket)
    await route.handle(request, response, {
      body,
      refuse: (status, because) => refuse(request, response, status, because),
    })
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '', method } = request
    // Nearly every request names a path just as it is written here: no need to parse it.
    const routesHere = byPath.get(url) ?? byPath.get(plainPath(url) ?? '')
    if (routesHere === undefined) return refuse(request, response, 404, 'no such address')
    const route = routesHere.find((one) => one.method === (method === 'HEAD' ? 'GET' : method))
    if (route === undefined) {
      const allow = routesHere.map((one) => one.method).join(', ')
      return refuse(request, response, 405, 'not with this method', { allow })
    }
    try {
      await run(route, request, response)
    } catch (error) {
      log.error({ err: error, path: route.path }, 'a request could not be answered')
      if (!response.headersSent) response.writeHead(500, { 'content-length': '0' }).end()
    }
  }

  /** Counts a request; false where its connection already has too many that are not answered, and is closed. */
  const admit = (socket: Socket): boolean => {
    // The rest of what a closed connection had sent at once.
    if (socket.destroyed) return false
    const before = unanswered.get(socket) ?? 0
    unanswered.set(socket, before + 1)
    if (before < maxPipelined) return true
    log.warn({ because: 'a request before the last one was answered' }, 'closed a connection')
    socket.destroy()
    return false
  }
  const settle = (socket: Socket): void => {
    const left = (unanswered.get(socket) ?? 1) - 1
    if (left > 0) unanswered.set(socket, left)
    else unanswered.delete(socket)
  }

  const server = createServer(timeouts, (request, response) => {
    const { socket } = request
    if (!admit(socket)) return
    const ended = begin?.()
    if (draining) response.setHeader('connection', 'close')
    // From now on we wait for its sender, who has to read the answer and may send another request.
    response.once('prefinish', () => {
      if (!socket.destroyed) waiting.enter(socket)
    })
    response.once('close', () => {
      settle(socket)
      ended?.()
      // A request that began before the server closed has not told its connection to close.
      if (isClosed) server.closeIdleConnections()
    })
    void inRequest(() => respond(request, response))
  })
  server.timeout = unreadTimeout
  server.on('connection', (socket: Socket) => {
    waiting.enter(socket)
    socket.once('close', () => {
      waiting.leave(socket)
      unanswered.delete(socket)
    })
  })
  server.on('clientError', (error, socket) => answerMalformed(log, error, socket as Socket))

  return {
    /** Resolves with the port. */
    listen: (port: number, host: string): Promise<number> => listen(server, port, host),
    /** From now on every answer closes its connection, so that its sender makes the next one elsewhere. */
    drain: (): void => {
      draining = true
    },
    /** Takes no new connection; requests under way go on. Resolves once all connections are closed. */
    close: (): Promise<void> => {
      draining = true
      isClosed = true
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
    },
    closeAllConnections: (): void => server.closeAllConnections(),
  }
}
