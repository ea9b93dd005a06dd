import { setImmediate as rest } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../src/observability/log.ts'
import { createEnvelopeHandler, type Deliver } from '../../../src/slack/transport/envelopes.ts'
import type { SocketConnection } from '../../../src/slack/transport/socket-connection.ts'
import { collectLog } from '../../support/app/log-lines.ts'
import { collect } from '../../support/heap.ts'

// Before the imports: lru-cache takes the clock that is there when it is loaded.
vi.hoisted(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterAll(() => void vi.useRealTimers())

/** A handler that answers with a street's name, which nothing else holds. */
const setUp = () => {
  const bodies: WeakRef<object>[] = []
  const sent: unknown[] = []
  const socket: SocketConnection = {
    send: (id, body) => sent.push([id, typeof body]) > 0,
    close: async () => '',
    closed: new Promise(() => undefined),
    disconnectAsked: new Promise(() => undefined),
  }
  const { destination } = collectLog()
  const deliver: Deliver = async ({ ack }) => {
    const body = { options: [{ text: { type: 'plain_text', text: 'On or near High Street' } }] }
    bodies.push(new WeakRef(body))
    await ack(body)
    return null
  }
  const { handle } = createEnvelopeHandler(
    deliver,
    [],
    createLog({ level: 'info', secrets: [], destination }),
  )
  const held = async (): Promise<number> => {
    await rest()
    collect()
    return bodies.filter((body) => body.deref() !== undefined).length
  }
  return { bring: (id: string) => handle({ id, payload: {} }, socket), sent, held }
}

describe('the ack of an envelope', () => {
  it('is kept for a minute, for a copy of it, and held by nothing afterwards, although none comes', async () => {
    const { bring, sent, held } = setUp()
    // To lru-cache a time of 0 is none.
    vi.advanceTimersByTime(1_000)
    for (const id of ['one', 'two', 'three']) bring(id)
    vi.advanceTimersByTime(59_000)
    expect(await held()).toBe(3)
    bring('one')
    await rest()
    expect(sent.at(-1)).toEqual(['one', 'object'])
    vi.advanceTimersByTime(2_000)
    expect(await held()).toBe(0)
    // The handler itself is still there.
    bring('four')
    expect(await held()).toBe(1)
  })
})
