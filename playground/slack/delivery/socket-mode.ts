import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { TrafficLog } from '../traffic.ts'
import type { Deliver, Delivery } from './delivery.ts'

type Deps = {
  readonly socketUrl: string
  readonly appId: string
  readonly ackWithinMs: number
  /** Called with the number of open sockets whenever it changes. */
  readonly onCount: (count: number) => void
  readonly traffic: TrafficLog
}

/** Slack closes a socket after announcing it: docs.slack.dev/apis/events-api/using-socket-mode, "Disconnect". */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

// docs.slack.dev/apis/events-api/using-socket-mode, "Events": only an event may be sent again, and takes no answer.
const envelopeOf = {
  slash_commands: { accepts_response_payload: true },
  interactive: { accepts_response_payload: true },
  events_api: { accepts_response_payload: false, retry_attempt: 0, retry_reason: '' },
}

const ackOf = (data: unknown): { readonly id: string; readonly body: string } | undefined => {
  const { envelope_id: id, payload } = Object(JSON.parse(String(data)))
  if (typeof id !== 'string') return undefined
  const isEmpty = typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0
  return { id, body: isEmpty ? '' : JSON.stringify(payload) }
}

/** The Socket Mode face: tickets, sockets, envelopes out and acks in. Envelopes go to the open sockets in turn. */
export const createSockets = ({ socketUrl, appId, ackWithinMs, onCount, traffic }: Deps) => {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const open: WebSocket[] = []
  const acks = new Map<string, (body: string | undefined) => void>()
  let turn = 0

  const announce = () => onCount(open.length)
  const send = (socket: WebSocket, what: string, body: unknown) => {
    socket.send(JSON.stringify(body))
    traffic.add({ direction: 'to app', what, request: { body }, response: { status: 0, body: '' }, ms: 0 })
  }

  const greet = (socket: WebSocket) => {
    open.push(socket)
    socket.on('message', (data) => {
      const ack = ackOf(data)
      if (ack) acks.get(ack.id)?.(ack.body)
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1)
      announce()
    })
    send(socket, 'hello', {
      type: 'hello',
      num_connections: open.length,
      connection_info: { app_id: appId },
      debug_info: { host: 'playground', approximate_connection_time: 18060 },
    })
    announce()
  }

  /** A ticket opens one socket, once. */
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket))
      return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
    server.handleUpgrade(request, socket, head, greet)
  }

  const openSocket = () => {
    const ticket = randomBytes(16).toString('hex')
    tickets.add(ticket)
    return `${socketUrl}/link?ticket=${ticket}&app_id=${appId}`
  }

  const awaitAck = (id: string) => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    const timer = setTimeout(() => resolve(undefined), ackWithinMs)
    acks.set(id, resolve)
    return promise.finally(() => {
      clearTimeout(timer)
      acks.delete(id)
    })
  }

  const exchange = async (
    socket: WebSocket,
    eventEnvelope: { envelope_id: string },
  ): Promise<Omit<Delivery, 'ms'>> => {
    const acked = awaitAck(eventEnvelope.envelope_id)
    socket.send(JSON.stringify(eventEnvelope))
    const body = await acked
    return body === undefined
      ? { status: 0, body: '', outcome: 'timeout' }
      : { status: 200, body, outcome: 'acked' }
  }

  const deliver: Deliver = async ({ what, type, payload, retry }) => {
    const started = performance.now()
    const again = retry === undefined ? {} : { retry_attempt: retry.num, retry_reason: retry.reason }
    const eventEnvelope = { envelope_id: randomUUID(), type, payload, ...envelopeOf[type], ...again }
    // Nothing is sent over one that the app has begun to close.
    const ready = open.filter((socket) => socket.readyState === socket.OPEN)
    const socket = ready[turn++ % Math.max(ready.length, 1)]
    const answer: Omit<Delivery, 'ms'> = socket
      ? await exchange(socket, eventEnvelope)
      : { status: 0, body: '', outcome: 'unreachable' }
    const delivery = { ...answer, ms: Math.round(performance.now() - started) }
    const response = { status: delivery.status, body: delivery.body }
    traffic.add({ direction: 'to app', what, request: { body: eventEnvelope }, response, ms: delivery.ms })
    return delivery
  }

  const disconnect = (reason: DisconnectReason) => {
    const body = { type: 'disconnect', reason, debug_info: { host: 'playground' } }
    for (const socket of [...open]) send(socket, 'disconnect', body)
  }
  const drop = () => {
    for (const socket of [...open]) socket.terminate()
  }
  const close = () => {
    drop()
    for (const settle of acks.values()) settle(undefined)
  }
  return { upgrade, openSocket, deliver, disconnect, drop, close, count: () => open.length }
}
