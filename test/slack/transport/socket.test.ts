import { once } from 'node:events'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import { createLog } from '../../../src/observability/log.ts'
import type { Deliver } from '../../../src/slack/transport/envelopes.ts'
import { createSocketPool, SOCKET_TIMINGS, type SocketTimings } from '../../../src/slack/transport/socket.ts'
import {
  openConnection,
  type SocketConnectionOptions,
} from '../../../src/slack/transport/socket-connection.ts'
import { BACKGROUND, clientOptions } from '../../../src/slack/web-api/client-pool.ts'
import { quiet } from '../../playground/slack/bare-app.ts'
import type { LogLine } from '../../support/app/log-lines.ts'
import { collectLog } from '../../support/app/log-lines.ts'
import {
  type SlackSocket,
  type SocketSlackOptions,
  socketCommand,
  startSocketSlack,
} from '../../support/app/socket-slack.ts'

type Options = SocketSlackOptions & {
  readonly timings?: Partial<SocketTimings>
  readonly deliver?: Deliver
}

/** A Slack, and the sockets of one process to it. */
const start = async ({ timings, deliver, ...slackOptions }: Options = {}) => {
  const slack = await startSocketSlack(slackOptions)
  const { destination, lines, next } = collectLog()
  const log = createLog({ level: 'info', secrets: [], destination })
  const delivered: unknown[] = []
  const counts: number[] = []
  let opened = 0
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const onCount = (open: number) => {
    if (open > (counts.at(-1) ?? 0)) opened += 1
    counts.push(open)
    for (const { count, resolve } of waiting) if (opened >= count) resolve()
  }
  /** Resolves once this process has opened so many sockets in all. */
  const untilOpened = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push({ count, resolve })
    if (opened >= count) resolve()
    return promise
  }
  const refused = Promise.withResolvers<string>()
  const all = { ...SOCKET_TIMINGS, firstRetryMs: 10, longestRetryMs: 50, ...timings }
  const webApi = clientOptions(slack.apiUrl, quiet, BACKGROUND)
  const { pingTimeoutMs } = all
  const pool = createSocketPool({
    open: (more) =>
      openConnection({ appToken: 'xapp-1-A0STREETCRIME-1', clientOptions: webApi, pingTimeoutMs, ...more }),
    deliver: async (event) => {
      delivered.push(event.body)
      if (deliver !== undefined) return deliver(event)
      await event.ack()
      return null
    },
    log,
    timings: all,
    clock: () => performance.now(),
    onCount,
    onRefused: refused.resolve,
  })
  onTestFinished(async () => {
    await pool.stop()
    await slack.close()
    expect(slack.faults).toEqual([])
  })
  pool.start()
  const at = (index: number): SlackSocket => {
    const socket = slack.open[index]
    if (socket === undefined) throw new Error(`no socket ${index} is open`)
    return socket
  }
  return { slack, pool, delivered, counts, untilOpened, lines, next, at, refused: refused.promise }
}

/** The same, once both sockets are open. */
const startOpen = async (options: Options = {}) => {
  const started = await start(options)
  await started.untilOpened(2)
  return started
}

const warnings = (lines: readonly LogLine[]) => lines.filter(({ level }) => level !== 'info')

const numbers = (sockets: readonly SlackSocket[]) => sockets.map(({ number }) => number)

/** Resolves with the next ack on a socket. */
const nextAck = async ({ ws }: SlackSocket): Promise<{ envelope_id: string; payload: unknown }> => {
  const [data] = await once(ws, 'message')
  return JSON.parse(String(data))
}

test('what was acked is forgotten once the sockets have stopped', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const never = new Promise<never>(() => undefined)
  const socket = { send: () => true, close: async () => '', closed: never, disconnectAsked: never }
  const opened = Promise.withResolvers<SocketConnectionOptions['onEnvelope']>()
  const { destination } = collectLog()
  const pool = createSocketPool({
    open: async ({ onEnvelope }) => {
      opened.resolve(onEnvelope)
      return socket
    },
    deliver: async ({ ack }) => {
      await ack()
      return null
    },
    log: createLog({ level: 'info', secrets: [], destination }),
    timings: SOCKET_TIMINGS,
    clock: () => 0,
    onCount: () => undefined,
    onRefused: () => undefined,
  })
  pool.start()
  const bring = await opened.promise
  bring({ id: 'one', payload: {} }, socket)
  expect(vi.getTimerCount()).toBe(1)
  await pool.stop()
  expect(vi.getTimerCount()).toBe(0)
})

describe('two sockets', () => {
  it('bring payloads and take their acks', async () => {
    const { slack, at, delivered } = await startOpen()
    for (const socket of [at(0), at(1)]) {
      const acked = nextAck(socket)
      const id = slack.send(socket, socketCommand())
      expect(await acked).toEqual({ envelope_id: id, payload: {} })
    }
    expect(delivered).toEqual([socketCommand(), socketCommand()])
  })

  it.each([
    ['none', undefined, {}],
    ['a text', 'text', { text: 'text' }],
    ['an object', { response_action: 'clear' }, { response_action: 'clear' }],
  ])('carry an ack’s body: %s', async (_, body, payload) => {
    const { slack, at } = await startOpen({
      deliver: async ({ ack }) => {
        await ack(body)
        return null
      },
    })
    const acked = nextAck(at(0))
    slack.send(at(0), socketCommand())
    expect((await acked).payload).toEqual(payload)
  })

  it('tell how often Slack has sent an event before', async () => {
    const seen = Promise.withResolvers<unknown>()
    const { at } = await startOpen({
      deliver: async ({ retryNum, retryReason }) => {
        seen.resolve([retryNum, retryReason])
        return null
      },
    })
    const retry = { retry_attempt: 2, retry_reason: 'timeout' }
    at(0).ws.send(JSON.stringify({ envelope_id: '1', type: 'events_api', payload: {}, ...retry }))
    expect(await seen.promise).toEqual([2, 'timeout'])
  })

  it.each(['warning', 'refresh_requested', 'link_disabled'])('are replaced at once: %s', async (reason) => {
    const { slack, at, delivered, untilOpened } = await startOpen()
    slack.disconnect(at(0), reason)
    await untilOpened(3)
    // The old one is open still, and what comes over it is worked on.
    expect(numbers(slack.open)).toEqual([1, 2, 3])
    for (const socket of slack.open) {
      const acked = nextAck(socket)
      const id = slack.send(socket, socketCommand())
      expect(await acked).toMatchObject({ envelope_id: id })
    }
    expect(delivered).toHaveLength(3)
  })

  it.each([
    ['closed by Slack', ({ ws }: SlackSocket) => ws.close(), 'Slack closed it'],
    ['half-closed', ({ tcp }: SlackSocket) => void tcp.end(), 'Slack closed it'],
    ['reset', ({ tcp }: SlackSocket) => void tcp.resetAndDestroy(), 'ECONNRESET'],
    // A Close frame alone: Slack leaves the TCP connection open.
    [
      'closed, but for its TCP connection',
      ({ tcp }: SlackSocket) => void tcp.write(Buffer.from([0x88, 0])),
      'Slack closed it',
    ],
    [
      'no WebSocket any more',
      ({ tcp }: SlackSocket) => void tcp.write('rubbish, rubbish, rubbish'),
      /protocol/,
    ],
  ])('are opened anew when %s', async (_, harm, because) => {
    const { slack, at, next, untilOpened } = await startOpen()
    const told = next('a socket to Slack is closed')
    harm(at(0))
    await untilOpened(3)
    expect((await told).because).toEqual(expect.stringMatching(because))
    expect(numbers(slack.open)).toEqual(expect.arrayContaining([2, 3]))
  })

  it('are opened anew when one falls silent', async () => {
    const { at, next, untilOpened } = await startOpen({ timings: { pingTimeoutMs: 300 } })
    const told = next('a socket to Slack is closed')
    // Neither reads nor answers pings from now on.
    at(0).tcp.pause()
    await untilOpened(3)
    expect(await told).toMatchObject({ because: 'nothing came over it' })
  })

  it('are both opened anew, one after the other, when both are asked for', async () => {
    const { slack, at, delivered, untilOpened } = await startOpen()
    const [first, second] = [at(0), at(1)]
    for (const socket of [first, second]) slack.disconnect(socket, 'refresh_requested')
    await untilOpened(4)
    for (const { ws } of [first, second]) ws.close()
    const acked = nextAck(at(3))
    slack.send(at(3), socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
  })
})

describe('an envelope', () => {
  it('that comes over both sockets is worked on once and acked on each, with the same body', async () => {
    const begun = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    const { slack, at, delivered } = await startOpen({
      deliver: async ({ ack }) => {
        begun.resolve()
        await answer.promise
        await ack({ response_action: 'clear' })
        return null
      },
    })
    const acks = [nextAck(at(0)), nextAck(at(1))]
    const id = slack.send(at(0), socketCommand())
    await begun.promise
    slack.send(at(1), socketCommand(), 'slash_commands', id)
    answer.resolve()
    const ack = { envelope_id: id, payload: { response_action: 'clear' } }
    expect(await Promise.all(acks)).toEqual([ack, ack])
    expect(delivered).toHaveLength(1)
  })

  it('that comes again after a reconnect is acked, and not worked on again', async () => {
    const { slack, at, delivered, untilOpened } = await startOpen()
    const first = nextAck(at(0))
    const id = slack.send(at(0), socketCommand())
    await first
    at(0).tcp.resetAndDestroy()
    await untilOpened(3)
    const again = nextAck(at(1))
    slack.send(at(1), socketCommand(), 'slash_commands', id)
    expect(await again).toMatchObject({ envelope_id: id })
    expect(delivered).toHaveLength(1)
  })

  it('whose socket is gone by then is acked over the other', async () => {
    const begun = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    const { slack, at, next } = await startOpen({
      deliver: async ({ ack }) => {
        begun.resolve()
        await answer.promise
        await ack()
        return null
      },
    })
    const other = at(1)
    const id = slack.send(at(0), socketCommand())
    await begun.promise
    const closed = next('a socket to Slack is closed')
    at(0).tcp.resetAndDestroy()
    await closed
    const acked = nextAck(other)
    answer.resolve()
    expect(await acked).toMatchObject({ envelope_id: id })
  })

  it('that nobody acknowledges is not acked', async () => {
    const { slack, at } = await startOpen({
      deliver: async ({ body, ack }) => {
        if (body.command !== '/crime') return 404
        await ack()
        return null
      },
    })
    const acked = nextAck(at(0))
    slack.send(at(0), socketCommand({ command: '/other' }))
    const id = slack.send(at(0), socketCommand())
    expect(await acked).toMatchObject({ envelope_id: id })
  })
})

describe('frames', () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const frames: readonly (readonly [string, string | Buffer, string])[] = [
    ['null', 'null', 'a frame that cannot be read'],
    ['a list', '[]', 'a frame that cannot be read'],
    ['no JSON', 'rubbish', 'a frame that cannot be read'],
    ['300,000 levels of JSON', deep(300_000).slice(0, 1_000_000), 'a frame that cannot be read'],
    ['101 levels of JSON', deep(101), 'a frame that cannot be read'],
    ['two megabytes', JSON.stringify({ a: 'x'.repeat(2_000_000) }), 'a frame above the limit'],
    ['a binary one', Buffer.from('{}'), 'a binary frame'],
    ['an envelope without an id', JSON.stringify({ payload: {} }), 'no envelope of Slack’s'],
    ['an envelope without a payload', JSON.stringify({ envelope_id: '1' }), 'no envelope of Slack’s'],
    ['an envelope of null', JSON.stringify({ envelope_id: '1', payload: null }), 'no envelope of Slack’s'],
  ]
  it.each(frames)('%s: refused in one line, and the socket goes on', async (_, frame, because) => {
    const { slack, at, delivered, lines, next } = await startOpen()
    const refused = next('refused a frame')
    at(0).ws.send(frame)
    expect(await refused).toMatchObject({ level: 'warn', because })
    const acked = nextAck(at(0))
    slack.send(at(0), socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
    expect(warnings(lines())).toHaveLength(1)
    expect(slack.opened()).toBe(2)
  })

  it('120 MB: the socket is closed before it is received, and opened anew', async () => {
    const { slack, at, delivered, next, untilOpened } = await startOpen()
    const closed = next('a socket to Slack is closed')
    at(0).ws.send('x'.repeat(120_000_000))
    expect((await closed).because).toContain('limit')
    await untilOpened(3)
    const acked = nextAck(at(1))
    slack.send(at(1), socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
  })
})

describe('where Slack allows no more sockets', () => {
  it('a process keeps one, and its operator reads it', async () => {
    const { slack, at, next, delivered } = await start({ maxSockets: 1 })
    expect(await next('this process keeps one')).toMatchObject({ level: 'warn', open: 1 })
    expect(slack.open).toHaveLength(1)
    const acked = nextAck(at(0))
    slack.send(at(0), socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
  })

  it('the one is replaced when Slack asks for it: closed first, then opened', async () => {
    const { slack, at, next, untilOpened } = await start({ maxSockets: 1 })
    await next('this process keeps one')
    slack.disconnect(at(0), 'refresh_requested')
    await untilOpened(2)
    expect(slack.open).toHaveLength(1)
  })

  it('another is tried for after a while', async () => {
    const { slack, next } = await start({ maxSockets: 1, timings: { tooManyRetryMs: 20 } })
    await next('this process keeps one')
    await next('this process keeps one')
    expect(slack.opened()).toBe(1)
  })

  it('the one that is told so is closed, and the other one kept', async () => {
    const { slack, at, next, delivered } = await startOpen()
    const kept = at(1)
    const told = next('this process keeps one')
    const closed = once(at(0).ws, 'close')
    slack.disconnect(at(0), 'too_many_websockets')
    await Promise.all([told, closed])
    expect(numbers(slack.open)).toEqual([2])
    const acked = nextAck(kept)
    slack.send(kept, socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
  })
})

describe('where no socket can be opened', () => {
  it('waits ever longer, and longer than Slack asks it to', async () => {
    let times = 0
    const refusal = () => (++times <= 3 ? { ok: false, error: 'internal_error' } : null)
    const { slack, lines, untilOpened } = await start({ refusal })
    await untilOpened(2)
    expect(slack.asked()).toBe(5)
    expect(warnings(lines())).toMatchObject(Array(3).fill({ because: 'internal_error' }))
  })

  it.each(['invalid_auth', 'missing_scope', 'token_revoked'])('for good, says so once: %s', async (error) => {
    const { refused, slack } = await start({ refusal: () => ({ ok: false, error }) })
    expect(await refused).toBe(error)
    expect(slack.asked()).toBe(1)
  })

  it('for good, while another is open, goes on with that one until it is closed', async () => {
    let isRefused = false
    const refusal = () => (isRefused ? { ok: false, error: 'invalid_auth' } : null)
    const { refused, at, slack, delivered, next } = await startOpen({ refusal })
    isRefused = true
    const [first, second] = [at(0), at(1)]
    const warned = next('a socket to Slack could not be opened')
    first.ws.terminate()
    expect(await warned).toMatchObject({ level: 'warn', because: 'invalid_auth' })
    const acked = nextAck(second)
    slack.send(second, socketCommand())
    await acked
    expect(delivered).toHaveLength(1)
    second.ws.terminate()
    expect(await refused).toBe('invalid_auth')
  })
})

test('stopping takes what Slack had sent by then', async () => {
  const { slack, pool, at, delivered } = await startOpen()
  const sockets = [at(0), at(1)]
  for (const { tcp } of sockets) tcp.cork()
  // On its way while this process says goodbye.
  for (const socket of sockets) slack.send(socket, socketCommand())
  const stopped = pool.stop()
  for (const { tcp } of sockets) tcp.uncork()
  await stopped
  expect(delivered).toHaveLength(2)
})

test('the sockets that are open are counted', async () => {
  const { at, counts, pool, untilOpened } = await startOpen()
  at(0).tcp.resetAndDestroy()
  await untilOpened(3)
  await pool.stop()
  expect(counts).toEqual([1, 2, 1, 2, 1, 0])
})
