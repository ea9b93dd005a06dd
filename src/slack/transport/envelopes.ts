import { type ReceiverEvent, ReceiverMultipleAckError } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../observability/log.ts'
import { inRequest } from '../../observability/request-id.ts'
import type { Envelope, SocketConnection } from './socket-connection.ts'

/** Works on a payload; resolves with null, or with HTTP's status for one that nobody acknowledged. */
export type Deliver = (event: ReceiverEvent) => Promise<number | null>

export type EnvelopeHandlerOptions = {
  readonly deliver: Deliver
  /** The sockets that an ack can go over where the envelope's own is closed by then. */
  readonly open: Iterable<SocketConnection>
  readonly log: Log
}

// A copy comes at once over another socket, or soon after a reconnect.
const MAX_REMEMBERED = 10_000
const REMEMBERED_FOR_MS = 60_000

/**
 * Works on each envelope once and acks it on every socket that brings it: emulators send every envelope over every
 * socket, and an envelope that was not acked may come again.
 */
export const createEnvelopeHandler = ({ deliver, open, log }: EnvelopeHandlerOptions) => {
  const acked = new LRUCache<string, Promise<unknown>>({ max: MAX_REMEMBERED, ttl: REMEMBERED_FOR_MS })

  const send = (connection: SocketConnection, id: string, body: unknown): void => {
    if (connection.send(id, body)) return
    for (const other of open) if (other.send(id, body)) return
    log.warn('an ack was not sent: its socket was closed')
  }

  const work = async (envelope: Envelope, connection: SocketConnection): Promise<void> => {
    const { id, payload: body, ...retry } = envelope
    const { promise, resolve } = Promise.withResolvers<unknown>()
    acked.set(id, promise)
    let isAcked = false
    await deliver({
      body,
      ack: async (response?: unknown) => {
        if (isAcked) throw new ReceiverMultipleAckError()
        isAcked = true
        send(connection, id, response)
        resolve(response)
      },
      ...retry,
    })
  }

  return (envelope: Envelope, connection: SocketConnection): void => {
    const before = acked.get(envelope.id)
    if (before === undefined) void inRequest(() => work(envelope, connection))
    else void before.then((response) => send(connection, envelope.id, response))
  }
}
