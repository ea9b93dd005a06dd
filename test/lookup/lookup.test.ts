import { describe, expect, test, vi } from 'vitest'
import { failed } from '../../src/lib/result.ts'
import { OPERATORS_FIX } from '../../src/postcodearea/lookup-failure.ts'
import { answer, nth, START, unanswered } from '../support/answers.ts'
import { incident, reportOf, street } from '../support/incidents.ts'
import { HOUR, KEPT, NEAR, PASSING, PAUSING, setUp, startsStopped } from './set-up.ts'

startsStopped()

describe('a look-up', () => {
  test('makes a report of the answer', async () => {
    const incidents = [incident({ street: street('East Gates') }), incident({ category: 'drugs' })]
    const { near } = setUp(() => answer(incidents, START - 5))
    expect(await near(NEAR)).toEqual({
      ok: true,
      value: reportOf(incidents, { postcode: NEAR, fetchedAt: START - 5 }),
    })
  })

  test('is answered from memory for an hour from the answer’s arrival', async () => {
    const { near, calls } = setUp()
    const first = await near(NEAR)
    vi.advanceTimersByTime(HOUR - 1_000)
    expect(await near(NEAR)).toBe(first)
    expect(calls).toEqual([NEAR])
    vi.advanceTimersByTime(1_000)
    expect(await near(NEAR)).not.toBe(first)
    expect(calls).toEqual([NEAR, NEAR])
  })

  test('counts the hour from arrival although reading the body took a while', async () => {
    const { near, calls } = setUp(async () => {
      const arrivedAt = Date.now()
      vi.advanceTimersByTime(25_000)
      return answer([incident()], arrivedAt)
    })
    await near(NEAR)
    vi.advanceTimersByTime(HOUR - 25_000 - 1_000)
    await near(NEAR)
    expect(calls).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test('of another postcode is another call', async () => {
    const { near, calls } = setUp()
    await near(NEAR)
    await near(nth(1))
    expect(calls).toEqual([NEAR, nth(1)])
  })

  test('forgets everything when closed', async () => {
    const { near, close, calls, peek } = setUp()
    await near(NEAR)
    close()
    expect(vi.getTimerCount()).toBe(0)
    expect(peek(NEAR)).toBeUndefined()
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test('peeks into memory without a call', async () => {
    const { near, peek, calls } = setUp()
    expect(peek(NEAR)).toBeUndefined()
    const inFlight = near(NEAR)
    expect(peek(NEAR)).toBeUndefined()
    expect(peek(NEAR)).toBeUndefined()
    const found = await inFlight
    expect(peek(NEAR)).toBe(found)
    expect(calls).toHaveLength(1)
  })
})

describe('a failure', () => {
  test.each(KEPT)('$kind is remembered for an hour', async (failure) => {
    const { near, calls } = setUp(() => unanswered(failure))
    expect(await near(NEAR)).toEqual(failed(failure))
    vi.advanceTimersByTime(HOUR - 1_000)
    expect(await near(NEAR)).toEqual(failed(failure))
    expect(calls).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test.each(KEPT)('$kind is remembered no longer than an hour from the call', async (failure) => {
    const { near, calls } = setUp(async () => {
      vi.advanceTimersByTime(25_000)
      return unanswered(failure)
    })
    await near(NEAR)
    vi.advanceTimersByTime(HOUR - 25_000)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  const nothing = [() => unanswered({ kind: 'no-results', postcode: NEAR }), () => answer([], START)]
  test.each(nothing)('no records: asked again if known from before then', async (answerTo) => {
    const { near, calls } = setUp(answerTo)
    await near(NEAR)
    vi.advanceTimersByTime(1_000)
    await near(NEAR, null, START)
    expect(calls).toHaveLength(1)
    await near(NEAR, null, START + 1)
    expect(calls).toHaveLength(2)
  })

  const something = [() => unanswered({ kind: 'postcode-not-found', postcode: NEAR }), () => answer()]
  test.each(something)('any other answer is not', async (answerTo) => {
    const { near, calls } = setUp(answerTo)
    await near(NEAR)
    await near(NEAR, null, START + 1)
    expect(calls).toHaveLength(1)
  })

  test.each(PASSING)('$kind is not remembered', async (failure) => {
    const { near, calls } = setUp((_, call) => (call === 1 ? unanswered(failure) : answer()))
    expect(await near(NEAR)).toEqual(failed(failure))
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toHaveLength(2)
  })
})

describe('the log', () => {
  test.each([...PASSING.slice(1), ...PAUSING.map(([failure]) => failure)])(
    'gets the operator’s fix for $kind, once a call',
    async (failure) => {
      const { near, warnings } = setUp(() => unanswered(failure))
      await near(NEAR)
      expect(warnings).toEqual([
        {
          fields: { failure: failure.kind, because: 'status 999', call: 'GET /crime-incidents/' },
          message: OPERATORS_FIX[failure.kind],
        },
      ])
    },
  )

  test.each([PASSING[0], ...KEPT])('gets nothing where there is nothing to mend', async (failure) => {
    if (failure === undefined) throw new Error('no failure to try')
    const { near, warnings } = setUp(() => unanswered(failure))
    await near(NEAR)
    expect(warnings).toEqual([])
  })

  test('gets no line for an answer, nor for what an open circuit breaker holds back', async () => {
    const { near, warnings } = setUp((_, call) =>
      call === 1 ? answer() : unanswered({ kind: 'unauthorised' }),
    )
    await near(NEAR)
    await near(nth(1))
    await near(nth(2))
    await near(nth(3))
    expect(warnings).toHaveLength(1)
  })
})
