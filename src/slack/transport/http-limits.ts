import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** Bounds on what those who connect can take up; times in ms. Slack itself gives up after three seconds. */
export const HTTP_LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep theirs (60 s): whoever closes first loses the request that is on its way.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  /** How long an answer may wait for its reader. */
  unreadTimeout: 30_000,
  /** Connections that owe us a request, or the rest of one, and the bytes held for them. */
  maxWaiting: 1_024,
  maxWaitingBytes: 33_554_432,
  /** Requests on one connection that are not answered yet. */
  maxPipelined: 1,
}

export type HttpLimits = Readonly<typeof HTTP_LIMITS>

/**
 * Bounds how many connections may owe us a request, or the rest of one, and the bytes held for them. Beyond it the
 * oldest is closed, for which `onDropped` is called, and not the newest refused: Slack sends a request as soon as it
 * is connected, so that its connections are never the oldest.
 */
export const createWaitingConnections = (max: number, maxBytes: number, onDropped: () => void) => {
  // The oldest first.
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
    enter: (socket: Socket): void => {
      leave(socket)
      held.set(socket, 0)
      if (held.size > max) dropOldest()
    },
    hold: (socket: Socket, bytes: number): void => {
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
export const readRequestBody = (
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
