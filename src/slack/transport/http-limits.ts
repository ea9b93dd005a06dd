import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** Bounds on what those who connect can take up; times in ms. */
export type HttpLimits = {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly connectionsCheckingInterval: number
  readonly keepAliveTimeout: number
  readonly maxHeaderSize: number
  /** How long an answer may wait for its reader. */
  readonly unreadTimeout: number
  /** Connections that owe us a request, or the rest of one, and the bytes held for them. */
  readonly maxWaiting: number
  readonly maxWaitingBytes: number
  /** Requests on one connection that are not answered yet. */
  readonly maxPipelined: number
}

/** Slack itself gives up after three seconds. */
export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep theirs (60 s): whoever closes first loses the request that is on its way.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  unreadTimeout: 30_000,
  maxWaiting: 1_024,
  maxWaitingBytes: 33_554_432,
  maxPipelined: 1,
}

/** Connections that owe us the rest of a request, the oldest first, with the bytes that we hold for each. */
export type OpenConnections = {
  readonly enter: (socket: Socket) => void
  readonly hold: (socket: Socket, bytes: number) => void
  readonly leave: (socket: Socket) => void
}

/** How many may wait and how much may be held for them; `onDropped` is called for each that is closed. */
export type ConnectionLimits = {
  readonly max: number
  readonly maxBytes: number
  readonly onDropped: () => void
}

/**
 * Bounds what those who connect and say nothing, or little, can take up. Beyond it the oldest is closed, not the
 * newest refused: Slack sends its requests at once, and gets in whoever else waits.
 */
export const createOpenConnections = ({ max, maxBytes, onDropped }: ConnectionLimits): OpenConnections => {
  const held = new Map<Socket, number>()
  let total = 0

  const leave = (socket: Socket): void => {
    total -= held.get(socket) ?? 0
    held.delete(socket)
  }

  const dropOldest = (): void => {
    const [oldest] = held.keys()
    if (oldest === undefined) return
    leave(oldest)
    oldest.destroy()
    onDropped()
  }

  return {
    enter: (socket) => {
      leave(socket)
      held.set(socket, 0)
      if (held.size > max) dropOldest()
    },
    hold: (socket, bytes) => {
      const before = held.get(socket)
      if (before === undefined) return
      held.set(socket, before + bytes)
      total += bytes
      while (total > maxBytes) dropOldest()
    },
    leave,
  }
}

/** A body, or why there is none: above the limit, or its sender went away in the middle. */
export type Body = Buffer | 'too-large' | 'gone'

/** Reads a request's body of at most `maxBytes`; `onBytes` is told the size of every piece that is held. */
export const readBody = (
  request: IncomingMessage,
  maxBytes: number,
  onBytes: (bytes: number) => void,
): Promise<Body> =>
  new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return resolve('too-large')
    const pieces: Buffer[] = []
    let length = 0
    const keep = (piece: Buffer): void => {
      length += piece.length
      if (length > maxBytes) {
        // Node throws away what still comes, until its time for a request is over.
        request.off('data', keep)
        pieces.length = 0
        resolve('too-large')
      } else {
        pieces.push(piece)
        onBytes(piece.length)
      }
    }
    request.on('data', keep)
    request.once('end', () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)))
    request.once('error', () => resolve('gone'))
    request.once('close', () => resolve('gone'))
  })
