import { UnrecoverableSocketModeStartError } from '@slack/socket-mode'
import PQueue from 'p-queue'
import { failed, success } from '../../lib/result.ts'
import { type Wait, waitQuietly } from '../../lib/wait.ts'
import type { Log } from '../../observability/log.ts'
import { slackErrorOf } from '../web-api/post-errors.ts'
import { createEnvelopeHandler, type Deliver } from './envelopes.ts'
import { type SocketConnection, type SocketConnectionOptions, SocketRefused } from './socket-connection.ts'

/** How long things take around the sockets, in ms. */
export const SOCKET_TIMINGS = {
  /** Without a byte, be it a pong, for this long a socket is dead. With the SDK's five seconds a slow network looks so. */
  pingTimeoutMs: 15_000,
  firstRetryMs: 1_000,
  longestRetryMs: 30_000,
  /** After too_many_websockets, until another socket is tried for. */
  tooManyRetryMs: 600_000,
}

export type SocketTimings = Readonly<typeof SOCKET_TIMINGS>

// A socket that lived for less, and brought nothing, is a failure.
const SOUND_AFTER_MS = 10_000
// Slack warns some ten seconds before it closes a socket; what it still sends over the old one is taken.
const REPLACED_CLOSES_AFTER_MS = 5_000

// The SDK's list, and those that no retry mends either: docs.slack.dev/reference/methods/apps.connections.open, "Errors".
const TOO_MANY = 'too_many_websockets'
const FATAL = new Set<string>([
  ...Object.values(UnrecoverableSocketModeStartError),
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
])

type SocketPoolOptions = {
  readonly open: (
    options: Pick<SocketConnectionOptions, 'onEnvelope' | 'onBadFrame' | 'signal'>,
  ) => Promise<SocketConnection>
  readonly deliver: Deliver
  readonly log: Log
  readonly timings: SocketTimings
  /** In ms. */
  readonly clock: () => number
  readonly wait?: Wait
  /** Called with how many sockets are open, whenever that changes. */
  readonly onCount: (open: number) => void
  /** Called where Slack will never let this app in, once no socket is open. */
  readonly onRefused: (reason: string) => void
}

type OpenFailure = {
  readonly because: string
  readonly kind: 'fatal' | 'too-many' | 'passing'
  /** Slack's own wish, in ms; 0 where it has none. */
  readonly retryAfterMs: number
}

const retryAfterOf = (error: unknown): number =>
  error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) * 1_000 || 0 : 0

const failureOf = (error: unknown): OpenFailure => {
  const reason = error instanceof SocketRefused ? error.reason : slackErrorOf(error)
  const because = reason ?? (error instanceof Error ? error.message : 'unknown')
  const kind = FATAL.has(because) ? 'fatal' : because === TOO_MANY ? 'too-many' : 'passing'
  return { because, kind, retryAfterMs: retryAfterOf(error) }
}

/**
 * Keeps two sockets open, so that payloads come over one while the other is replaced: Slack allows an app ten and sends
 * each payload over one of them (docs.slack.dev/apis/events-api/using-socket-mode, "Using multiple connections"). A
 * socket that Slack asks to replace is replaced at once, and closed once the next one is open. They are opened one at a
 * time. Only after failures is there a wait, ever longer.
 */
export const createSocketPool = (options: SocketPoolOptions) => {
  const { deliver, log, timings, clock, wait = waitQuietly, onCount, onRefused } = options
  const open = new Set<SocketConnection>()
  const envelopes = createEnvelopeHandler(deliver, open, log)
  const oneAtATime = new PQueue({ concurrency: 1 })
  const stopped = new AbortController()
  const { signal } = stopped

  const add = (connection: SocketConnection): void => {
    open.add(connection)
    onCount(open.size)
    log.info({ open: open.size }, 'a socket to Slack is open')
    void connection.closed.then((because) => {
      open.delete(connection)
      onCount(open.size)
      log.info({ open: open.size, because }, 'a socket to Slack is closed')
    })
  }

  const openNext = async () => {
    let broughtSomething = false
    try {
      const connection = await options.open({
        onEnvelope: (envelope, from) => {
          broughtSomething = true
          envelopes.handle(envelope, from)
        },
        onBadFrame: (because) => log.warn({ because }, 'refused a frame'),
        signal,
      })
      const openedAt = clock()
      const isSound = () => broughtSomething || clock() - openedAt >= SOUND_AFTER_MS
      return success({ connection, isSound })
    } catch (error) {
      return failed(failureOf(error))
    }
  }

  const backOff = async (failures: number, atLeastMs = 0): Promise<void> => {
    const { firstRetryMs, longestRetryMs } = timings
    const ms = failures === 0 ? 0 : Math.min(firstRetryMs * 1.5 ** (failures - 1), longestRetryMs)
    if (ms > 0) await wait(Math.max(ms, atLeastMs), signal)
  }

  /** Waits until another socket may be tried for. */
  const afterTooMany = async (failures: number): Promise<void> => {
    if (open.size === 0) return backOff(failures)
    log.warn({ open: open.size }, 'Slack allows this app no more sockets: this process keeps one')
    await wait(timings.tooManyRetryMs, signal)
  }

  const afterFailure = async (failure: OpenFailure, failures: number, old?: SocketConnection) => {
    if (signal.aborted) return
    // While a socket is open payloads come over it: nothing is gained by an end before Slack closes that one too.
    if (failure.kind === 'fatal' && open.size === 0) {
      stopped.abort()
      return onRefused(failure.because)
    }
    log.warn({ because: failure.because }, 'a socket to Slack could not be opened')
    if (failure.kind !== 'too-many') return backOff(failures, failure.retryAfterMs)
    // Its place is taken by the one that it is to replace.
    if (old !== undefined && open.has(old)) await old.close()
    else await afterTooMany(failures)
  }

  const keepOpen = async (onOpen: () => void): Promise<void> => {
    let failures = 0
    let old: SocketConnection | undefined
    while (!signal.aborted) {
      const opened = await oneAtATime.add(openNext)
      if (!opened.ok) {
        failures += 1
        await afterFailure(opened.failure, failures, old)
        continue
      }
      const { connection, isSound } = opened.value
      add(connection)
      onOpen()
      if (old !== undefined) void wait(REPLACED_CLOSES_AFTER_MS, signal).then(old.close)
      const reason = await Promise.race([connection.disconnectAsked, connection.closed.then(() => null)])
      old = reason === null ? undefined : connection
      if (reason !== null) log.info({ reason }, 'Slack asks for another socket')
      if (isSound()) failures = 0
      if (reason === TOO_MANY) {
        await connection.close()
        await afterTooMany(failures + 1)
      } else await backOff(failures)
      failures += 1
    }
  }

  return {
    start: (): void => {
      let started = false
      // The second one comes once the first is open.
      void keepOpen(() => {
        if (started) return
        started = true
        void keepOpen(() => undefined)
      })
    },
    stop: async (): Promise<void> => {
      stopped.abort()
      await Promise.all([...open].map((connection) => connection.close()))
      envelopes.forget()
    },
  }
}
