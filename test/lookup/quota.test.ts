import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CountStore } from '../../src/lookup/counter.ts'
import { createQuota, PERSON_LIMIT } from '../../src/lookup/quota.ts'
import { until } from '../support/until.ts'

// Counts run by Date; timers stay real, since no test waits for one.
const NOON = Date.UTC(2026, 10, 24, 12)
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }))
afterEach(() => void vi.useRealTimers())

const MINUTE = 60_000
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

const person = (userId: string, teamId = 'T1') => ({ teamId, userId })
const [priya, sam] = [person('U1'), person('U2')]

const quotaOf = (dailyLimit: number | null = null, store: CountStore | null = null) =>
  createQuota({ clock: Date.now, dailyLimit, store })

const consumeAll = async (
  { consume }: ReturnType<typeof quotaOf>,
  asker = priya,
  count: number = PERSON_LIMIT.lookups,
) => {
  for (let at = 0; at < count; at += 1) expect(await consume(asker)).toBeNull()
}

test('a person has twenty look-ups in ten minutes from the first, and is told when to go on', async () => {
  const quota = quotaOf()
  await consumeAll(quota, priya, 1)
  later(4 * MINUTE)
  await consumeAll(quota, priya, 19)
  const exceeded = { kind: 'person-limit', retryAt: NOON + 10 * MINUTE }
  expect(await quota.consume(priya)).toEqual(exceeded)
  later(5 * MINUTE)
  expect(await quota.consume(priya)).toEqual(exceeded)
  await consumeAll(quota, sam)
  await consumeAll(quota, person('U1', 'T2'))
  later(MINUTE)
  await consumeAll(quota)
})

test('a workspace has its own number a day, shared by its people, until midnight in London', async () => {
  const quota = quotaOf(3)
  await consumeAll(quota, priya, 2)
  await consumeAll(quota, sam, 1)
  const midnight = Date.UTC(2026, 10, 25)
  for (const asker of [sam, priya])
    expect(await quota.consume(asker)).toEqual({ kind: 'workspace-limit', retryAt: midnight, limit: 3 })
  await consumeAll(quota, person('U9', 'T2'), 3)
  later(midnight - Date.now() - 1)
  expect(await quota.consume(sam)).toMatchObject({ kind: 'workspace-limit' })
  later(1)
  await consumeAll(quota, sam, 3)
})

test('what exceeds the workspace’s limit does not count for the person', async () => {
  const quota = quotaOf(1)
  await consumeAll(quota, sam, 1)
  for (let at = 0; at < 30; at += 1)
    expect(await quota.consume(priya)).toMatchObject({ kind: 'workspace-limit' })
})

test('what never reached the supplier is refunded', async () => {
  const quota = quotaOf(PERSON_LIMIT.lookups)
  await consumeAll(quota)
  quota.refund(priya)
  await until(async () => (await quota.usedToday(priya))?.used === 19)
  await consumeAll(quota, priya, 1)
  expect(await quota.consume(priya)).toMatchObject({ kind: 'person-limit' })
})

test('the use of today is told, with the limit where there is one, and never above it', async () => {
  const unlimited = quotaOf()
  expect(await unlimited.usedToday(priya)).toEqual({ used: 0, limit: null })
  await consumeAll(unlimited, priya, 2)
  expect(await unlimited.usedToday(sam)).toEqual({ used: 2, limit: null })
  expect(await unlimited.usedToday(person('U1', 'T2'))).toEqual({ used: 0, limit: null })
  const limited = quotaOf(2)
  await consumeAll(limited, priya, 2)
  for (let at = 0; at < 3; at += 1) await limited.consume(sam)
  expect(await limited.usedToday(priya)).toEqual({ used: 2, limit: 2 })
})

/** A store that counts how often it is asked. */
const storeOf = (query: CountStore['query'], isReady = () => true) => {
  let asked = 0
  const store: CountStore = {
    isReady,
    query: (it) => {
      asked += 1
      return query(it)
    },
  }
  return { store, asked: () => asked }
}

test.each([
  ['is unavailable', () => Promise.reject(new Error('unavailable')), () => true],
  ['never answers', () => new Promise<never>(() => undefined), () => true],
  ['is known to be unavailable', () => Promise.reject(new Error('not to be asked')), () => false],
])(
  'a store that %s stops nobody: this process counts, and its use is not told',
  async (_, query, isReady) => {
    const { store, asked } = storeOf(query, isReady)
    const quota = quotaOf(null, store)
    await consumeAll(quota)
    expect(await quota.consume(priya)).toMatchObject({ kind: 'person-limit' })
    expect(await quota.usedToday(priya)).toBeNull()
    // Once for each of the two counts; then it is left alone.
    expect(asked()).toBe(isReady() ? 2 : 0)
  },
)

test('a store that failed is asked again after half a minute', async () => {
  let isUnavailable = true
  const { store, asked } = storeOf(async ({ values = [] }) => {
    if (isUnavailable) throw new Error('unavailable')
    return { rows: [{ points: 21, expire: values[2] }], rowCount: 1 }
  })
  const quota = quotaOf(null, store)
  await consumeAll(quota, priya, 2)
  isUnavailable = false
  later(29_000)
  await consumeAll(quota, priya, 1)
  expect(asked()).toBe(2)
  later(1_000)
  expect(await quota.consume(priya)).toMatchObject({ kind: 'person-limit' })
  expect(asked()).toBeGreaterThan(2)
})

test('counts that are over are deleted from the store', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON })
  const deletions: unknown[] = []
  const { store } = storeOf(async ({ text, values = [] }) => {
    if (text.startsWith('DELETE')) deletions.push(values)
    return { rows: [{ points: 1, expire: values[2] }], rowCount: 1 }
  })
  await consumeAll(quotaOf(null, store), priya, 1)
  await vi.advanceTimersByTimeAsync(5 * MINUTE)
  // An hour after their time.
  expect(deletions).toContainEqual([NOON + 5 * MINUTE - 60 * MINUTE])
})
