import { describe, expect, test, vi } from 'vitest'
import { failed } from '../../src/lib/result.ts'
import { answer, nth, promised, unanswered } from '../support/answers.ts'
import { KEPT, NEAR, PASSING, PAUSING, setUp, startsStopped } from './set-up.ts'

startsStopped()

describe('a look-up while the circuit breaker is open', () => {
  test.each(PAUSING)(
    'after %j answers every other postcode without a call, then calls resume',
    async (failure, ms) => {
      const { near, calls } = setUp((_, call) => (call === 1 ? unanswered(failure) : answer()))
      await near(NEAR)
      expect(await near(nth(1))).toEqual(failed(failure))
      vi.advanceTimersByTime(ms - 1)
      expect(await near(nth(2))).toEqual(failed(failure))
      expect(calls).toEqual([NEAR])
      vi.advanceTimersByTime(1)
      expect(await near(nth(3))).toMatchObject({ ok: true })
      expect(await near(NEAR)).toMatchObject({ ok: true })
      expect(calls).toEqual([NEAR, nth(3), NEAR])
    },
  )

  test.each(PAUSING)('after %j goes on serving what is in memory', async (failure) => {
    const { near } = setUp((near) => (near === NEAR ? answer() : unanswered(failure)))
    const found = await near(NEAR)
    await near(nth(1))
    expect(await near(NEAR)).toBe(found)
    expect(await near(nth(2))).toEqual(failed(failure))
  })

  test('is not closed by a slower success, which is kept all the same', async () => {
    const slow = promised<ReturnType<typeof answer>>()
    const { near, calls } = setUp((near) =>
      near === NEAR ? slow.promise : unanswered({ kind: 'unauthorised' }),
    )
    const inFlight = near(NEAR)
    await near(nth(1))
    slow.resolve(answer())
    expect(await inFlight).toMatchObject({ ok: true })
    expect(await near(nth(2))).toEqual(failed({ kind: 'unauthorised' }))
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toEqual([NEAR, nth(1)])
  })

  test('lets those who ask share a call that was under way before', async () => {
    const slow = promised<ReturnType<typeof answer>>()
    const { near, calls } = setUp((near) =>
      near === NEAR ? slow.promise : unanswered({ kind: 'out-of-credit' }),
    )
    const inFlight = near(NEAR)
    await near(nth(1))
    const joining = near(NEAR)
    slow.resolve(answer())
    expect(await joining).toBe(await inFlight)
    expect(calls).toHaveLength(2)
  })

  test('is not opened by what may pass', async () => {
    for (const failure of [...PASSING, ...KEPT]) {
      const { near, calls } = setUp(() => unanswered(failure))
      await near(NEAR)
      await near(nth(1))
      expect(calls, failure.kind).toHaveLength(2)
    }
  })
})
