import { expect, test } from 'vitest'
import { failed } from '../../src/lib/result.ts'
import type { Quota } from '../../src/lookup/quota.ts'
import type { LimitRefusal } from '../../src/postcodearea/lookup-failure.ts'
import { answer, unanswered } from '../support/answers.ts'
import { postcode } from '../support/incidents.ts'
import { NEAR, stage, startsStopped } from './stage.ts'

startsStopped()

const PRIYA = { enterpriseId: '', teamId: 'T1', userId: 'U1' }
const SAM = { ...PRIYA, userId: 'U2' }
const FAR = postcode('M1 1AE')
const REFUSAL: LimitRefusal = { kind: 'person-limit', retryAt: 1 }

/** Limits that refuse whom they are told to; what was taken less what was given back. */
const limits = (refuses: (userId: string) => boolean = () => false, wait = () => Promise.resolve()) => {
  const taken: string[] = []
  const allowance: Quota = {
    take: async ({ userId }) => {
      await wait()
      if (refuses(userId)) return REFUSAL
      taken.push(userId)
      return null
    },
    giveBack: ({ userId }) => void taken.splice(taken.indexOf(userId), 1),
    usedToday: async () => null,
  }
  return { allowance, taken }
}

test('a call counts for who asked; memory is free, also for who has nothing left', async () => {
  const { allowance, taken } = limits((userId) => userId === SAM.userId)
  const { near, calls } = stage(() => answer(), { allowance })
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
  expect((await near(NEAR, SAM)).ok).toBe(true)
  expect(await near(FAR, SAM)).toEqual(failed(REFUSAL))
  expect(taken).toEqual(['U1'])
  expect(calls).toEqual([NEAR])
})

test('a refusal is remembered for nobody else', async () => {
  const { allowance } = limits((userId) => userId === SAM.userId)
  const { near } = stage(() => answer(), { allowance })
  expect((await near(NEAR, SAM)).ok).toBe(false)
  expect((await near(NEAR, PRIYA)).ok).toBe(true)
})

test('the app by itself has no limit', async () => {
  const { allowance, taken } = limits(() => true)
  const { near } = stage(() => answer(), { allowance })
  expect((await near(NEAR, null)).ok).toBe(true)
  expect(taken).toEqual([])
})

test('a call under way is free, also where it began while the asker was being counted', async () => {
  const counted = Promise.withResolvers<void>()
  const { allowance, taken } = limits(undefined, () => counted.promise)
  const { near, calls } = stage(() => answer(), { allowance })
  const both = [near(NEAR, PRIYA), near(NEAR, SAM)]
  counted.resolve()
  for (const found of await Promise.all(both)) expect(found.ok).toBe(true)
  expect(calls).toEqual([NEAR])
  expect(taken).toHaveLength(1)
})

test('who has nothing left still shares a call that began meanwhile', async () => {
  const counted = Promise.withResolvers<void>()
  const { allowance } = limits(
    () => true,
    () => counted.promise,
  )
  const { near, calls } = stage(() => answer(), { allowance })
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
  const { allowance, taken } = limits()
  const { near } = stage(() => unanswered({ kind }), { allowance })
  await near(NEAR, PRIYA)
  expect(taken).toEqual(counted)
})

test('a cool-down makes no call and takes nothing', async () => {
  const { allowance, taken } = limits()
  const { near } = stage(() => unanswered({ kind: 'out-of-credit' }), { allowance })
  await near(NEAR, PRIYA)
  expect(await near(FAR, PRIYA)).toEqual(failed({ kind: 'out-of-credit' }))
  expect(taken).toEqual(['U1'])
})
