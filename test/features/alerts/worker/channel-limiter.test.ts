import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type ChannelLimiterOptions,
  createChannelLimiter,
} from '../../../../src/features/alerts/worker/channel-limiter.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A limiter on a fake clock, and when each post was sent. */
const setup = (given: Partial<ChannelLimiterOptions> = {}) => {
  const sent: (readonly [what: string, at: number])[] = []
  const limiter = createChannelLimiter({
    clock: Date.now,
    wait,
    spacingMs: 1_000,
    maxWaitMs: Number.POSITIVE_INFINITY,
    postsAtOnce: 10,
    ...given,
  })
  const deliver = (key: string, ...posts: readonly string[]) =>
    limiter.run(key, async (post) => {
      for (const what of posts) await post(async () => void sent.push([what, Date.now()]))
      return 'delivered'
    })
  return { limiter, deliver, sent }
}

/** What work gives once every timer has fired. */
const afterTimers = async <Value>(work: Promise<Value>): Promise<Value> => {
  await vi.runAllTimersAsync()
  return work
}

describe('deliveries in a channel', () => {
  it('run one at a time, in order: an announcement and its thread together, then a pause for both', async () => {
    const { deliver, sent } = setup()
    await afterTimers(Promise.all([deliver('C1', 'post a', 'thread a'), deliver('C1', 'post b', 'thread b')]))
    expect(sent).toEqual([
      ['post a', 0],
      ['thread a', 0],
      ['post b', 2_000],
      ['thread b', 2_000],
    ])
  })

  it('keep the pause also where none was queued', async () => {
    const { deliver, sent } = setup()
    await afterTimers(deliver('C1', 'post a'))
    await afterTimers(deliver('C2', 'elsewhere'))
    await afterTimers(deliver('C1', 'post b'))
    expect(sent).toEqual([
      ['post a', 0],
      ['elsewhere', 0],
      ['post b', 1_000],
    ])
  })

  it('do not run while the channel is blocked', async () => {
    const { limiter, deliver, sent } = setup()
    limiter.block('C1', 5_000)
    expect(await deliver('C1', 'early')).toEqual({ kind: 'busy', until: 5_000 })
    expect(await deliver('C2', 'elsewhere')).toBe('delivered')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await deliver('C1', 'later')).toBe('delivered')
    expect(sent).toEqual([
      ['elsewhere', 0],
      ['later', 5_000],
    ])
  })

  it('do not run where the channel was blocked while they waited', async () => {
    const { limiter, deliver, sent } = setup()
    const stuck = Promise.withResolvers<void>()
    const first = limiter.run('C1', () => stuck.promise)
    const second = deliver('C1', 'second')
    limiter.block('C1', 9_000)
    stuck.resolve()
    await first
    expect(await second).toEqual({ kind: 'busy', until: 9_000 })
    expect(sent).toEqual([])
  })

  it('wait so long at most, and a stuck channel delays no other', async () => {
    const { limiter, deliver, sent } = setup({ maxWaitMs: 5_000 })
    const stuck = Promise.withResolvers<void>()
    const first = limiter.run('C1', () => stuck.promise)
    const second = deliver('C1', 'second')
    expect(await deliver('C2', 'elsewhere')).toBe('delivered')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await second).toEqual({ kind: 'busy', until: 10_000 })
    stuck.resolve()
    await first
    expect(sent.map(([what]) => what)).toEqual(['elsewhere'])
  })

  it('are put off at once where too many are queued', async () => {
    const { limiter } = setup({ maxWaitMs: 5_000 })
    const stuck = Promise.withResolvers<void>()
    const queued = [1, 2, 3].map(() => limiter.run('C1', () => stuck.promise))
    expect(await limiter.run('C1', async () => 'delivered')).toEqual({ kind: 'busy', until: 6_000 })
    stuck.resolve()
    await Promise.all(queued)
  })

  it('run after one that throws', async () => {
    const { limiter, deliver } = setup()
    const broken = limiter.run('C1', async () => Promise.reject(new Error('broken')))
    await expect(broken).rejects.toThrow('broken')
    expect(await deliver('C1', 'after')).toBe('delivered')
  })
})

it('so many posts are sent at once, in all channels together', async () => {
  const { limiter } = setup({ postsAtOnce: 2 })
  const sends = [0, 1, 2].map(() => Promise.withResolvers<void>())
  const started: number[] = []
  const all = sends.map(({ promise }, at) =>
    limiter.run(`C${at}`, (post) =>
      post(() => {
        started.push(at)
        return promise
      }),
    ),
  )
  await vi.runAllTimersAsync()
  expect(started).toEqual([0, 1])
  sends[1]?.resolve()
  await all[1]
  await vi.runAllTimersAsync()
  expect(started).toEqual([0, 1, 2])
  for (const { resolve } of sends) resolve()
  await Promise.all(all)
})
