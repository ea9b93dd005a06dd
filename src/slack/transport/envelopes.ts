import type { ReceiverEvent } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../observability/log.ts'
import { inRequest } from '../../observability/request-id.ts'
import type { Envelope, SocketConnection } from './socket-connection.ts'

/** Works on a payload; resolves with null, or with HTTP's status for one that nobody acknowledged. */
export type Deliver = (event: ReceiverEvent) => Promise<number | null>

// A copy comes at once over another socket, or soon after a reconnect. An ack may hold street names and figures of the
// supplier's, in a view or a menu's options: without `ttlAutopurge` they would stay until the envelope came again.
const MAX_REMEMBERED = 10_000
const REMEMBERED_FOR_MS = 60_000

/**
 * Works on each envelope once and acks it on every socket that brings it: emulators send every envelope over every
 * socket, and an envelope that was not acked may come again. Where its own socket is closed by then the ack goes over
 * one of those that are `open`.
 */
export const createEnvelopeHandler = (deliver: Deliver, open: Iterable<SocketConnection>, log: Log) => {
  const acked = new LRUCache<string, Promise<unknown>>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_FOR_MS,
    ttlAutopurge: true,
    ttlResolution: 0,
  })

  const send = (connection: SocketConnection, id: string, body: unknown): void => {
    if (connection.send(id, body)) return
    for (const other of open) if (other.send(id, body)) return
    log.warn('an ack was not sent: its socket was closed')
  }

  const work = async (envelope: Envelope, connection: SocketConnection): Promise<void> => {
    const { id, payload: body, ...retry } = envelope
    const { promise, resolve } = Promise.withResolvers<unknown>()
    acked.set(id, promise)
    await deliver({
      body,
      ack: async (response?: unknown) => {
        send(connection, id, response)
        resolve(response)
      },
      ...retry,
    })
  }

  return {
    handle: (envelope: Envelope, connection: SocketConnection): void => {
      const before = acked.get(envelope.id)
      if (before === undefined) void inRequest(() => work(envelope, connection))
      else void before.then((response) => send(connection, envelope.id, response))
    },
    /** Forgets every ack, for when no socket will bring an envelope any more. */
    forget: (): void => acked.clear(),
  }
}
