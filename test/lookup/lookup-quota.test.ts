import { expect, test } from 'vitest'
import { failed } from '../../src/lib/result.ts'
import type { Quota } from '../../src/lookup/quota.ts'
import type { QuotaExceeded } from '../../src/postcodearea/lookup-failure.ts'
import { answer, unanswered } from '../support/answers.ts'
import { postcode } from '../support/incidents.ts'
import { NEAR, setUp, startsStopped } from './set-up.ts'

startsStopped()

const PRIYA = { teamId: 'T1', userId: 'U1' }
const SAM = { ...PRIYA, userId: 'U2' }
const FAR = postcode('M1 1AE')
const EXCEEDED: QuotaExceeded = { kind: 'person-limit', retryAt: 1 }

/** A quota that is exceeded for whom it is told; what was consumed less what was refunded. */
const quotaOf = (isExceeded: (userId: string) => boolean = () => false, wait = () => Promise.resolve()) => {
  const consumed: string[] = []
  const quota: Quota = {
    consume: async ({ userId }) => {
      await wait()
      if (isExceeded(userId)) return EXCEEDED
      consumed.push(userId)
      return null
    },
    refund: ({ userId }) => void consumed.splice(consumed.indexOf(userId), 1),
    storedDay: () => null,
    usedToday: async () => null,
  }
  return { quota, consumed }
}

test('a call counts for who asked; memory is free, also for who has nothing left', async () => {
  const { quota, consumed } = quotaOf((userId) => userId === SAM.userId)
  const { near, calls } = setUp(() => answer(), { quota })
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
  expect((await near(NEAR, SAM)).ok).toBe(true)
  expect(await near(FAR, SAM)).toEqual(failed(EXCEEDED))
  expect(consumed).toEqual(['U1'])
  expect(calls).toEqual([NEAR])
})

test('one person’s exceeded quota is nobody else’s', async () => {
  const { quota } = quotaOf((userId) => userId === SAM.userId)
  const { near } = setUp(() => answer(), { quota })
  expect((await near(NEAR, SAM)).ok).toBe(false)
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
})

test('the app by itself has no limit', async () => {
  const { quota, consumed } = quotaOf(() => true)
  const { near } = setUp(() => answer(), { quota })
  expect((await near(NEAR, null)).ok).toBe(true)
  expect(consumed).toEqual([])
})

test('a call in flight is free, also where it began while the asker was being counted', async () => {
  const counted = Promise.withResolvers<void>()
  const { quota, consumed } = quotaOf(undefined, () => counted.promise)
  const { near, calls } = setUp(() => answer(), { quota })
  const both = [near(NEAR, PRIYA), near(NEAR, SAM)]
  counted.resolve()
  for (const found of await Promise.all(both)) expect(found.ok).toBe(true)
  expect(calls).toEqual([NEAR])
  expect(consumed).toHaveLength(1)
})

test('who has nothing left still shares a call that began meanwhile', async () => {
  const counted = Promise.withResolvers<void>()
  const { quota } = quotaOf(
    () => true,
    () => counted.promise,
  )
  const { near, calls } = setUp(() => answer(), { quota })
  const asked = near(NEAR, SAM)
  const own = near(NEAR, null)
  counted.resolve()
  expect([(await asked).ok, (await own).ok]).toEqual([true, true])
  expect(calls).toEqual([NEAR])
})

test.each([
  ['unreachable', []],
  ['supplier-error', ['U1']],
] as const)('%s: counted where a token may have been used', async (kind, counted) => {
  const { quota, consumed } = quotaOf()
  const { near } = setUp(() => unanswered({ kind }), { quota })
  await near(NEAR, PRIYA)
  expect(consumed).toEqual(counted)
})

test('an open circuit breaker makes no call and consumes nothing', async () => {
  const { quota, consumed } = quotaOf()
  const { near } = setUp(() => unanswered({ kind: 'out-of-credit' }), { quota })
  await near(NEAR, PRIYA)
  expect(await near(FAR, PRIYA)).toEqual(failed({ kind: 'out-of-credit' }))
  expect(consumed).toEqual(['U1'])
})
