import { describe, expect, test } from 'vitest'
import { answer, nth, promised, unanswered } from '../support/answers.ts'
import { KEPT, NEAR, PASSING, PAUSING, setUp, startsStopped } from './set-up.ts'

startsStopped()

describe('a thousand at once', () => {
  const thousand = (near: ReturnType<typeof setUp>['near']) =>
    Promise.all(Array.from({ length: 1_000 }, () => near(NEAR)))

  test('make one call and get one report', async () => {
    const { near, calls } = setUp()
    const found = await thousand(near)
    expect(new Set(found).size).toBe(1)
    expect(calls).toHaveLength(1)
  })

  test('make one call while everything else passes through a full cache', async () => {
    const awaited = promised<ReturnType<typeof answer>>()
    // Room for two reports.
    const { near, calls } = setUp((near) => (near === NEAR ? awaited.promise : answer()), {
      maxBytes: 45_000,
    })
    const all = thousand(near)
    for (let n = 0; n < 50; n += 1) await near(nth(n))
    const late = thousand(near)
    awaited.resolve(answer())
    expect(new Set([...(await all), ...(await late)]).size).toBe(1)
    expect(calls.filter((called) => called === NEAR)).toHaveLength(1)
  })

  test('make one call where memory holds nothing at all', async () => {
    const { near, calls } = setUp(() => answer(), { maxBytes: 1 })
    expect(await thousand(near)).toHaveLength(1_000)
    expect(calls).toHaveLength(1)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test.each([...PASSING, ...KEPT, ...PAUSING.map(([failure]) => failure)])(
    'make one call that ends as $kind',
    async (failure) => {
      const { near, calls, warnings } = setUp(() => unanswered(failure))
      const found = await thousand(near)
      expect(found.every((one) => !one.ok && one.failure === failure)).toBe(true)
      expect(calls).toHaveLength(1)
      expect(warnings.length).toBeLessThanOrEqual(1)
    },
  )

  test('share a defect, which is not kept: the next try calls again', async () => {
    const defect = new Error('a wheel came off')
    const { near, calls } = setUp((_, call) => (call === 1 ? Promise.reject(defect) : answer()))
    const ends = await Promise.allSettled(Array.from({ length: 1_000 }, () => near(NEAR)))
    expect(ends.every((end) => end.status === 'rejected' && end.reason === defect)).toBe(true)
    expect(calls).toHaveLength(1)
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toHaveLength(2)
  })
})
