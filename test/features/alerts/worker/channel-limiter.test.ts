import { describe, expect, it } from 'vitest'
import {
  type ChannelLimiterOptions,
  createChannelLimiter,
  createLimiter,
} from '../../../../src/features/alerts/worker/channel-limiter.ts'

/** Turns by a clock that only waiting moves, and when each post was sent. */
const stage = (given: Partial<ChannelLimiterOptions> = {}) => {
  let now = 0
  const sent: (readonly [what: string, at: number])[] = []
  // Patience is waited for beside the turn, and given up when that comes.
  const wait = async (ms: number) => {
    if (ms !== given.patienceMs) now += ms
  }
  const turns = createChannelLimiter({
    clock: () => now,
    wait,
    spacingMs: 1_000,
    patienceMs: Number.POSITIVE_INFINITY,
    postsAtOnce: 10,
    ...given,
  })
  const send = (what: string) => async () => void sent.push([what, now])
  const say = (key: string, ...what: readonly string[]) =>
    turns.take(key, async (post) => {
      for (const one of what) await post(send(one))
      return 'said'
    })
  return { turns, say, sent, wait }
}

describe('turns in a channel', () => {
  it('are one at a time, in the order they came: a line and its thread together, then the channel rests for both', async () => {
    const { say, sent } = stage()
    await Promise.all([say('C1', 'line a', 'thread a'), say('C1', 'line b', 'thread b')])
    expect(sent).toEqual([
      ['line a', 0],
      ['thread a', 0],
      ['line b', 2_000],
      ['thread b', 2_000],
    ])
  })

  it('have the pause also where nobody was in line meanwhile', async () => {
    const { say, sent } = stage()
    await say('C1', 'line a')
    await say('C2', 'elsewhere')
    await say('C1', 'line b')
    expect(sent).toEqual([
      ['line a', 0],
      ['elsewhere', 0],
      ['line b', 1_000],
    ])
  })

  it('are not had before a channel that is blocked is free, and are then', async () => {
    const { turns, say, sent, wait } = stage()
    turns.block('C1', 5_000)
    expect(await say('C1', 'early')).toEqual({ kind: 'busy', until: 5_000 })
    expect(await say('C2', 'elsewhere')).toBe('said')
    await wait(5_000)
    expect(await say('C1', 'later')).toBe('said')
    expect(sent).toEqual([
      ['elsewhere', 0],
      ['later', 5_000],
    ])
  })

  it('are not had by who waited while the channel was blocked', async () => {
    const { turns, say, sent } = stage()
    const stuck = Promise.withResolvers<void>()
    const first = turns.take('C1', () => stuck.promise)
    const second = say('C1', 'second')
    turns.block('C1', 9_000)
    stuck.resolve()
    await first
    expect(await second).toEqual({ kind: 'busy', until: 9_000 })
    expect(sent).toEqual([])
  })

  it('are waited for no longer than patience lasts, and a stuck channel holds up no other', async () => {
    const { turns, say, sent } = stage({ patienceMs: 5_000 })
    const stuck = Promise.withResolvers<void>()
    const first = turns.take('C1', () => stuck.promise)
    expect(await say('C1', 'second')).toEqual({ kind: 'busy', until: 5_000 })
    expect(await say('C2', 'elsewhere')).toBe('said')
    stuck.resolve()
    await first
    expect(sent.map(([what]) => what)).toEqual(['elsewhere'])
  })

  it('are refused at once where the line is longer than patience', async () => {
    const { turns } = stage({ patienceMs: 5_000 })
    const stuck = Promise.withResolvers<void>()
    const inLine = [1, 2, 3].map(() => turns.take('C1', () => stuck.promise))
    expect(await turns.take('C1', async () => 'said')).toEqual({ kind: 'busy', until: 6_000 })
    stuck.resolve()
    await Promise.all(inLine)
  })

  it('go on after a piece that throws', async () => {
    const { turns, say } = stage()
    const broken = turns.take('C1', async () => Promise.reject(new Error('broken')))
    await expect(broken).rejects.toThrow('broken')
    expect(await say('C1', 'after')).toBe('said')
  })
})

describe('a gate', () => {
  it('lets so many through at once, and the others in the order they came', async () => {
    const gate = createLimiter(2)
    const pieces = [0, 1, 2, 3].map(() => Promise.withResolvers<void>())
    const inside: number[] = []
    const all = pieces.map(({ promise }, at) =>
      gate(() => {
        inside.push(at)
        return promise
      }),
    )
    await Promise.resolve()
    expect(inside).toEqual([0, 1])
    pieces[1]?.reject(new Error('broken'))
    await expect(all[1]).rejects.toThrow('broken')
    expect(inside).toEqual([0, 1, 2])
    for (const { resolve } of pieces) resolve()
    await Promise.all([all[0], all[2], all[3]])
    expect(inside).toEqual([0, 1, 2, 3])
  })
})
