import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CountStore } from '../../src/lookup/daily-counter.ts'
import { createQuota, PERSON_LIMIT } from '../../src/lookup/quota.ts'

// Counts run by Date; timers stay real, since no test waits for one.
const NOON = Date.UTC(2026, 10, 24, 12)
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }))
afterEach(() => void vi.useRealTimers())

const MINUTE = 60_000
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

const person = (userId: string, teamId = 'T1') => ({ enterpriseId: '', teamId, userId })
const [priya, sam] = [person('U1'), person('U2')]

const allowanceOf = (dailyLimit: number | null = null, store: CountStore | null = null) =>
  createQuota({ clock: Date.now, dailyLimit, store })

const takeAll = async (
  { take }: ReturnType<typeof allowanceOf>,
  asker = priya,
  count: number = PERSON_LIMIT.lookups,
) => {
  for (let at = 0; at < count; at += 1) expect(await take(asker)).toBeNull()
}

test('a person has twenty look-ups in ten minutes from the first, and is told when to go on', async () => {
  const allowance = allowanceOf()
  await takeAll(allowance, priya, 1)
  later(4 * MINUTE)
  await takeAll(allowance, priya, 19)
  const refusal = { kind: 'person-limit', retryAt: NOON + 10 * MINUTE }
  expect(await allowance.take(priya)).toEqual(refusal)
  later(5 * MINUTE)
  expect(await allowance.take(priya)).toEqual(refusal)
  await takeAll(allowance, sam)
  await takeAll(allowance, person('U1', 'T2'))
  later(MINUTE)
  await takeAll(allowance)
})

test('a workspace has its own number a day, shared by its people, until midnight in London', async () => {
  const allowance = allowanceOf(3)
  await takeAll(allowance, priya, 2)
  await takeAll(allowance, sam, 1)
  const midnight = Date.UTC(2026, 10, 25)
  for (const asker of [sam, priya])
    expect(await allowance.take(asker)).toEqual({ kind: 'workspace-limit', retryAt: midnight, limit: 3 })
  await takeAll(allowance, person('U9', 'T2'), 3)
  later(midnight - Date.now() - 1)
  expect(await allowance.take(sam)).toMatchObject({ kind: 'workspace-limit' })
  later(1)
  await takeAll(allowance, sam, 3)
})

test('what the workspace refuses does not count for the person', async () => {
  const allowance = allowanceOf(1)
  await takeAll(allowance, sam, 1)
  for (let at = 0; at < 30; at += 1)
    expect(await allowance.take(priya)).toMatchObject({ kind: 'workspace-limit' })
})

test('what never reached the supplier is given back', async () => {
  const allowance = allowanceOf(PERSON_LIMIT.lookups)
  await takeAll(allowance)
  allowance.giveBack(priya)
  await vi.waitFor(async () => expect(await allowance.usedToday(priya)).toMatchObject({ used: 19 }))
  await takeAll(allowance, priya, 1)
  expect(await allowance.take(priya)).toMatchObject({ kind: 'person-limit' })
})

test('the use of today is told, with the limit where there is one, and never above it', async () => {
  const unlimited = allowanceOf()
  expect(await unlimited.usedToday(priya)).toEqual({ used: 0, limit: null })
  await takeAll(unlimited, priya, 2)
  expect(await unlimited.usedToday(sam)).toEqual({ used: 2, limit: null })
  expect(await unlimited.usedToday(person('U1', 'T2'))).toEqual({ used: 0, limit: null })
  const limited = allowanceOf(2)
  await takeAll(limited, priya, 2)
  for (let at = 0; at < 3; at += 1) await limited.take(sam)
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
  ['is away', () => Promise.reject(new Error('unavailable')), () => true],
  ['never answers', () => new Promise<never>(() => undefined), () => true],
  ['is known to be away', () => Promise.reject(new Error('not to be asked')), () => false],
])(
  'a store that %s stops nobody: this process counts, and its use is not told',
  async (_, query, isReady) => {
    const { store, asked } = storeOf(query, isReady)
    const allowance = allowanceOf(null, store)
    await takeAll(allowance)
    expect(await allowance.take(priya)).toMatchObject({ kind: 'person-limit' })
    expect(await allowance.usedToday(priya)).toBeNull()
    // Once for each of the two counts; then it is left alone.
    expect(asked()).toBe(isReady() ? 2 : 0)
  },
)

test('a store that was away is asked again after half a minute', async () => {
  let isAway = true
  const { store, asked } = storeOf(async ({ values = [] }) => {
    if (isAway) throw new Error('unavailable')
    return { rows: [{ points: 21, expire: values[2] }], rowCount: 1 }
  })
  const allowance = allowanceOf(null, store)
  await takeAll(allowance, priya, 2)
  isAway = false
  later(29_000)
  await takeAll(allowance, priya, 1)
  expect(asked()).toBe(2)
  later(1_000)
  expect(await allowance.take(priya)).toMatchObject({ kind: 'person-limit' })
  expect(asked()).toBeGreaterThan(2)
})

test('counts that are over are deleted from the store', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON })
  const deletions: unknown[] = []
  const { store } = storeOf(async ({ text, values = [] }) => {
    if (text.startsWith('DELETE')) deletions.push(values)
    return { rows: [{ points: 1, expire: values[2] }], rowCount: 1 }
  })
  await takeAll(allowanceOf(null, store), priya, 1)
  await vi.advanceTimersByTimeAsync(5 * MINUTE)
  // An hour after their time.
  expect(deletions).toContainEqual([NOON + 5 * MINUTE - 60 * MINUTE])
})
