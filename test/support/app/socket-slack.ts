import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

/** One socket as this Slack sees it. `tcp` is what carries it, for whatever a test does to a connection. */
export type SlackSocket = {
  /** The first one opened is 1. */
  readonly number: number
  readonly ws: WebSocket
  readonly tcp: Socket
  /** Acks in the order they came, by envelope_id. */
  readonly acks: { readonly id: string; readonly payload: unknown }[]
}

export type SocketSlackOptions = {
  /** Slack allows an app ten: one more is told too_many_websockets in place of hello. */
  readonly maxSockets?: number
  /** What apps.connections.open answers in place of an address. */
  readonly refusal?: () => Record<string, unknown> | null
  readonly onAck?: (id: string, socket: SlackSocket) => void
}

const isAck = (frame: unknown): frame is { envelope_id: string; payload: unknown } =>
  typeof frame === 'object' &&
  frame !== null &&
  'envelope_id' in frame &&
  typeof frame.envelope_id === 'string'

/** The body of a /crime as it comes in an envelope. */
export const socketCommand = (more: Record<string, string> = {}) => ({
  api_app_id: 'A0STREETCRIME',
  team_id: 'T0PLAYGROUND',
  command: '/crime',
  text: 'LE1 1WA',
  user_id: 'U0PRIYA',
  channel_id: 'C0NEIGHBOURS',
  channel_name: 'neighbourhood-watch',
  response_url: 'http://127.0.0.1:9/commands/1',
  ...more,
})

/**
 * The Socket Mode side of a Slack, where a test decides what happens to each socket. It is strict about what an app
 * sends: an ack of an envelope, with a payload that is an object (docs.slack.dev/apis/events-api/using-socket-mode).
 */
export const startSocketSlack = async ({
  maxSockets = 10,
  refusal = () => null,
  onAck = () => undefined,
}: SocketSlackOptions = {}) => {
  const tickets = new Set<string>()
  const open: SlackSocket[] = []
  const faults: string[] = []
  const sockets = new WebSocketServer({ noServer: true })
  let opened = 0
  let asked = 0

  const port = () => Object(server.address()).port
  const server = createServer((_, response) => {
    asked += 1
    const ticket = randomBytes(16).toString('hex')
    const refused = refusal()
    if (refused === null) tickets.add(ticket)
    response.setHeader('content-type', 'application/json')
    const url = `ws://127.0.0.1:${port()}/link?ticket=${ticket}`
    response.end(JSON.stringify(refused ?? { ok: true, url }))
  })

  const receive = (socket: SlackSocket, text: string): void => {
    const frame: unknown = JSON.parse(text)
    if (!isAck(frame)) return void faults.push(`no ack: ${text}`)
    const { envelope_id: id, payload } = frame
    if (typeof payload !== 'object' || payload === null) faults.push(`an ack without a payload: ${text}`)
    socket.acks.push({ id, payload })
    onAck(id, socket)
  }

  const greet = (ws: WebSocket, tcp: Socket): void => {
    ws.on('error', () => undefined)
    if (open.length >= maxSockets) {
      ws.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
      ws.close()
      return
    }
    opened += 1
    const socket: SlackSocket = { number: opened, ws, tcp, acks: [] }
    open.push(socket)
    ws.on('message', (data) => receive(socket, String(data)))
    ws.once('close', () => void open.splice(open.indexOf(socket), 1))
    ws.send(JSON.stringify({ type: 'hello', num_connections: open.length }))
  }
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket)) return void duplex.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    sockets.handleUpgrade(request, duplex, head, (ws) => greet(ws, request.socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    open,
    /** Whatever an app did that Slack would not take. */
    faults,
    /** How many addresses were asked for so far. */
    asked: () => asked,
    opened: () => opened,
    /** Sends a payload over a socket; gives its envelope_id. */
    send: ({ ws }: SlackSocket, payload: unknown, type = 'slash_commands', id: string = randomUUID()) => {
      ws.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }))
      return id
    },
    disconnect: ({ ws }: SlackSocket, reason: string) =>
      ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'test' } })),
    close: async () => {
      for (const ws of sockets.clients) ws.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export type SocketSlack = Awaited<ReturnType<typeof startSocketSlack>>
