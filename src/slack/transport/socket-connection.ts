import type { Socket } from 'node:net'
import { LogLevel, SocketModeClient, type SocketModeOptions } from '@slack/socket-mode'
import type { WebClientOptions } from '@slack/web-api'
import pTimeout from 'p-timeout'
import { Agent, buildConnector } from 'undici'
import { isObject, type JsonObject, parseJsonObject } from './parse-body.ts'

/** Slack's largest payloads hold a view of 250 KB. */
const MAX_FRAME_LENGTH = 1_048_576
// A frame above this is not even received: the connection is closed.
const MAX_FRAME_BYTES = 4 * MAX_FRAME_LENGTH
const OPEN_WITHIN_MS = 10_000
const CHECK_EVERY_MS = 1_000
const CLOSED_WITHIN_MS = 1_000

/**
 * A Close frame, masked with zeros, of the code 1000 (RFC 6455, 5.5.1). Sent past undici, which drops every message
 * that arrives after it has sent one of its own: those Slack had sent by then would be lost.
 */
const CLOSE_FRAME = Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8])

/** A message of Slack's that wants an ack: docs.slack.dev/apis/events-api/using-socket-mode, "Events". */
export type Envelope = {
  readonly id: string
  readonly payload: JsonObject
  readonly retryNum?: number
  readonly retryReason?: string
}

/** One open WebSocket to Slack. */
export type SocketConnection = {
  /** Resolves with Slack's reason once Slack asks for another socket in place of this one. */
  readonly disconnectAsked: Promise<string>
  /** Resolves with what ended it. */
  readonly closed: Promise<string>
  /** Acks an envelope; false where nothing can be sent any more. */
  readonly send: (envelopeId: string, body: unknown) => boolean
  /** Says goodbye, and takes what was on its way. Resolves once closed, after a second at most. */
  readonly close: () => Promise<string>
}

export type SocketConnectionOptions = {
  readonly appToken: string
  readonly clientOptions: WebClientOptions
  /** Without a byte for this long the connection is dead. */
  readonly pingTimeoutMs: number
  readonly onEnvelope: (envelope: Envelope, connection: SocketConnection) => void
  /** Called with why a frame was not worked on. */
  readonly onBadFrame: (because: string) => void
  /** Ends an attempt that has not come to an end yet. */
  readonly signal: AbortSignal
}

/** Slack closed a socket before it was open, such as with too_many_websockets. */
export class SocketRefused extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`Slack refused a socket: ${reason}`)
    this.name = 'SocketRefused'
    this.reason = reason
  }
}

// Every event is logged by whoever holds the connection; at debug the SDK prints whole payloads.
const SILENT: NonNullable<SocketModeOptions['logger']> = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

/** Keeps every message but Slack's hello from the SDK, which trusts what it receives and parses it again. */
class FrameClient extends SocketModeClient {
  readonly #isForSdk: (data: string | ArrayBuffer) => boolean
  constructor(options: SocketModeOptions, isForSdk: (data: string | ArrayBuffer) => boolean) {
    super(options)
    this.#isForSdk = isForSdk
  }
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (this.#isForSdk(data)) await super.onWebSocketMessage(data, isBinary)
  }
}

const readFrame = (data: string | ArrayBuffer): JsonObject | string => {
  if (typeof data !== 'string') return 'a binary frame'
  if (data.length > MAX_FRAME_LENGTH) return 'a frame above the limit'
  return parseJsonObject(data) ?? 'a frame that cannot be read'
}

const readEnvelope = (frame: JsonObject): Envelope | null => {
  const { envelope_id: id, payload, retry_attempt: num, retry_reason: reason } = frame
  if (typeof id !== 'string' || id === '' || id.length > 200) return null
  if (!isObject(payload)) return null
  return {
    id,
    payload,
    ...(typeof num === 'number' ? { retryNum: num } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  }
}

/** A dispatcher for one WebSocket, whose TCP socket is told to `onSocket`: undici hides it, and only it can be destroyed. */
const createDispatcher = (signal: AbortSignal, onSocket: (socket: Socket) => void): Agent => {
  const connect = buildConnector({ allowH2: false, timeout: OPEN_WITHIN_MS })
  return new Agent({
    allowH2: false,
    webSocket: { maxPayloadSize: MAX_FRAME_BYTES },
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (socket === null || socket === undefined) return callback(error ?? new Error('no socket'), null)
        if (signal.aborted) socket.destroy()
        onSocket(socket)
        callback(null, socket)
      }),
  })
}

/**
 * Destroys a TCP socket once nothing, not even a pong to the SDK's pings, has arrived for `silentMs`, and once `isOver`.
 * Counted in checks, not in time: what arrived while this process stood still is read before the next one.
 */
const watchSocket = (
  socket: Socket,
  silentMs: number,
  isOver: () => boolean,
  because: (why: string) => void,
) => {
  const everyMs = Math.min(CHECK_EVERY_MS, silentMs / 3)
  let [bytes, silentChecks] = [0, 0]
  const timer = setInterval(() => {
    silentChecks = socket.bytesRead === bytes ? silentChecks + 1 : 0
    bytes = socket.bytesRead
    if (silentChecks * everyMs >= silentMs) because('nothing came over it')
    else if (!isOver()) return
    socket.destroy()
  }, everyMs).unref()
  socket.once('close', () => clearInterval(timer))
}

/**
 * Opens a socket and resolves once Slack has said hello. Rejects with SocketRefused, or with the Web API's error where
 * no address for it could be had. A connection is used once: what comes after it is another one.
 */
export const openConnection = async (options: SocketConnectionOptions): Promise<SocketConnection> => {
  const { appToken, clientOptions, pingTimeoutMs, onEnvelope, onBadFrame, signal } = options
  const asked = Promise.withResolvers<string>()
  const closed = Promise.withResolvers<string>()
  let tcp: Socket | undefined
  let isOpen = false
  let isClosing = false
  let refusal: string | undefined
  let cause: string | undefined
  const because = (why: string): void => {
    cause ??= why
  }

  const dispatcher = createDispatcher(signal, (socket) => {
    tcp = socket
    socket.once('end', () => because('Slack closed it'))
    socket.once('error', ({ code, name }: NodeJS.ErrnoException) => because(code ?? name))
    // Slack answers a Close frame and leaves the TCP connection open, which the SDK would notice when pongs fail to come.
    const isOver = () => isOpen && client.websocket?.isActive() !== true
    watchSocket(socket, pingTimeoutMs, isOver, because)
  })

  const onDisconnect = (reason: string): void => {
    if (isOpen) asked.resolve(reason)
    else {
      refusal = reason
      tcp?.destroy()
    }
  }
  const isForSdk = (data: string | ArrayBuffer): boolean => {
    const frame = readFrame(data)
    if (typeof frame === 'string') onBadFrame(frame)
    else if (frame.type === 'hello') isOpen = true
    else if (frame.type === 'disconnect') onDisconnect(String(frame.reason).slice(0, 100))
    else {
      const envelope = readEnvelope(frame)
      if (envelope === null) onBadFrame('no envelope of Slack’s')
      else onEnvelope(envelope, connection)
    }
    return typeof frame !== 'string' && frame.type === 'hello'
  }

  const client = new FrameClient(
    {
      appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: pingTimeoutMs,
      logger: SILENT,
      clientOptions,
      dispatcher,
    },
    isForSdk,
  )
  client.once('close', () => {
    tcp?.destroy()
    void dispatcher.destroy()
    closed.resolve(cause ?? 'Slack closed it, or sent a frame that breaks the protocol or the limit')
  })

  const connection: SocketConnection = {
    disconnectAsked: asked.promise,
    closed: closed.promise,
    send: (envelopeId, body = {}) => {
      if (isClosing || client.websocket?.isActive() !== true) return false
      const payload = typeof body === 'string' ? { text: body } : body
      let isSent = true
      client.websocket.send(JSON.stringify({ envelope_id: envelopeId, payload }), (error) => {
        isSent = error === undefined
      })
      return isSent
    },
    close: () => {
      if (!isClosing) {
        isClosing = true
        because('this process closed it')
        tcp?.write(CLOSE_FRAME)
        const timer = setTimeout(() => tcp?.destroy(), CLOSED_WITHIN_MS)
        void closed.promise.then(() => clearTimeout(timer))
      }
      return closed.promise
    },
  }

  const abandon = (): void => {
    tcp?.destroy()
    void client.disconnect()
  }
  try {
    signal.addEventListener('abort', abandon)
    await pTimeout(client.start(), { milliseconds: OPEN_WITHIN_MS, signal })
    return connection
  } catch (error) {
    abandon()
    void dispatcher.destroy()
    if (refusal !== undefined) throw new SocketRefused(refusal)
    // The SDK rejects with undefined where the socket was closed before Slack said hello.
    throw error ?? new Error(cause ?? 'closed before Slack said hello')
  } finally {
    signal.removeEventListener('abort', abandon)
  }
}
