import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { figuresOf } from '../../src/crime/report.ts'
import { failed } from '../../src/crime/result.ts'
import { createLookup, type LookupOptions } from '../../src/lookup/lookup.ts'
import { type LookupFailure, OPERATORS_FIX } from '../../src/postcodearea/failure.ts'
import { answer, nth, promised, START, stopTheClock, supplierOf, unanswered } from '../support/answers.ts'
import { incident, place, postcode } from '../support/incidents.ts'

const NEAR = postcode('LE1 1WA')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(stopTheClock)

afterEach(() => {
  vi.useRealTimers()
})

type AnswerTo = Parameters<typeof supplierOf>[0]

const stage = (answerTo: AnswerTo = () => answer(), options: Partial<LookupOptions> = {}) => {
  const { supplier, calls } = supplierOf(answerTo)
  const warnings: { fields: object; message: string }[] = []
  const log = { warn: (fields: object, message: string) => void warnings.push({ fields, message }) }
  const lookup = createLookup({ supplier, clock: Date.now, maxBytes: 1_000_000, log, ...options })
  return { ...lookup, calls, warnings }
}

const KEPT: LookupFailure[] = [
  { kind: 'postcode-not-found', postcode: NEAR },
  { kind: 'no-results', postcode: NEAR },
]

const PASSING: LookupFailure[] = [
  { kind: 'invalid-postcode', typed: 'LE1 1WA', suggestion: null },
  { kind: 'supplier-error' },
  { kind: 'unreachable' },
  { kind: 'unreadable' },
]

const PAUSING: [LookupFailure, number][] = [
  [{ kind: 'unauthorised' }, 5 * MINUTE],
  [{ kind: 'out-of-credit' }, 15 * MINUTE],
  [{ kind: 'rate-limited', retryAt: START + 2 * MINUTE }, 2 * MINUTE],
]

describe('a look-up', () => {
  test('makes a report of the answer', async () => {
    const incidents = [incident({ place: place('East Gates') }), incident({ category: 'drugs' })]
    const { near } = stage(() => answer(incidents, START - 5))
    expect(await near(NEAR)).toEqual({
      ok: true,
      value: { ...figuresOf(incidents), postcode: NEAR, incidents, unreadable: 0, fetchedAt: START - 5 },
    })
  })

  test('is answered from memory for an hour from the answer’s arrival', async () => {
    const { near, calls } = stage()
    const first = await near(NEAR)
    vi.advanceTimersByTime(HOUR - 1_000)
    expect(await near(NEAR)).toBe(first)
    expect(calls).toEqual([NEAR])
    vi.advanceTimersByTime(1_000)
    expect(await near(NEAR)).not.toBe(first)
    expect(calls).toEqual([NEAR, NEAR])
  })

  test('counts the hour from arrival although reading the body took a while', async () => {
    const { near, calls } = stage(async () => {
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
    const { near, calls } = stage()
    await near(NEAR)
    await near(nth(1))
    expect(calls).toEqual([NEAR, nth(1)])
  })

  test('forgets everything when closed', async () => {
    const { near, close, calls, peek } = stage()
    await near(NEAR)
    close()
    expect(vi.getTimerCount()).toBe(0)
    expect(peek(NEAR)).toBeUndefined()
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test('peeks into memory without a call', async () => {
    const { near, peek, calls } = stage()
    expect(peek(NEAR)).toBeUndefined()
    const flying = near(NEAR)
    expect(peek(NEAR)).toBeUndefined()
    expect(peek(NEAR)).toBeUndefined()
    const found = await flying
    expect(peek(NEAR)).toBe(found)
    expect(calls).toHaveLength(1)
  })
})

describe('a failure', () => {
  test.each(KEPT)('$kind is remembered for an hour', async (failure) => {
    const { near, calls } = stage(() => unanswered(failure))
    expect(await near(NEAR)).toEqual(failed(failure))
    vi.advanceTimersByTime(HOUR - 1_000)
    expect(await near(NEAR)).toEqual(failed(failure))
    expect(calls).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test.each(KEPT)('$kind is remembered no longer than an hour from the call', async (failure) => {
    const { near, calls } = stage(async () => {
      vi.advanceTimersByTime(25_000)
      return unanswered(failure)
    })
    await near(NEAR)
    vi.advanceTimersByTime(HOUR - 25_000)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test.each(PASSING)('$kind is not remembered', async (failure) => {
    const { near, calls } = stage((_, call) => (call === 1 ? unanswered(failure) : answer()))
    expect(await near(NEAR)).toEqual(failed(failure))
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toHaveLength(2)
  })
})

describe('a thousand at once', () => {
  const thousand = (near: ReturnType<typeof stage>['near']) =>
    Promise.all(Array.from({ length: 1_000 }, () => near(NEAR)))

  test('make one call and get one report', async () => {
    const { near, calls } = stage()
    const found = await thousand(near)
    expect(new Set(found).size).toBe(1)
    expect(calls).toHaveLength(1)
  })

  test('make one call while everything else passes through a full cache', async () => {
    const awaited = promised<ReturnType<typeof answer>>()
    // Room for two reports.
    const { near, calls } = stage((near) => (near === NEAR ? awaited.promise : answer()), {
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
    const { near, calls } = stage(() => answer(), { maxBytes: 1 })
    expect(await thousand(near)).toHaveLength(1_000)
    expect(calls).toHaveLength(1)
    await near(NEAR)
    expect(calls).toHaveLength(2)
  })

  test.each([...PASSING, ...KEPT, ...PAUSING.map(([failure]) => failure)])(
    'make one call that ends as $kind',
    async (failure) => {
      const { near, calls, warnings } = stage(() => unanswered(failure))
      const found = await thousand(near)
      expect(found.every((one) => !one.ok && one.failure === failure)).toBe(true)
      expect(calls).toHaveLength(1)
      expect(warnings.length).toBeLessThanOrEqual(1)
    },
  )

  test('share a defect, which is not kept: the next try calls again', async () => {
    const defect = new Error('a wheel came off')
    const { near, calls } = stage((_, call) => (call === 1 ? Promise.reject(defect) : answer()))
    const ends = await Promise.allSettled(Array.from({ length: 1_000 }, () => near(NEAR)))
    expect(ends.every((end) => end.status === 'rejected' && end.reason === defect)).toBe(true)
    expect(calls).toHaveLength(1)
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toHaveLength(2)
  })
})

describe('a cool-down', () => {
  test.each(PAUSING)(
    'after %j answers every other postcode without a call, then calls resume',
    async (failure, ms) => {
      const { near, calls } = stage((_, call) => (call === 1 ? unanswered(failure) : answer()))
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
    const { near } = stage((near) => (near === NEAR ? answer() : unanswered(failure)))
    const found = await near(NEAR)
    await near(nth(1))
    expect(await near(NEAR)).toBe(found)
    expect(await near(nth(2))).toEqual(failed(failure))
  })

  test('is not closed by a slower success, which is kept all the same', async () => {
    const slow = promised<ReturnType<typeof answer>>()
    const { near, calls } = stage((near) =>
      near === NEAR ? slow.promise : unanswered({ kind: 'unauthorised' }),
    )
    const flying = near(NEAR)
    await near(nth(1))
    slow.resolve(answer())
    expect(await flying).toMatchObject({ ok: true })
    expect(await near(nth(2))).toEqual(failed({ kind: 'unauthorised' }))
    expect(await near(NEAR)).toMatchObject({ ok: true })
    expect(calls).toEqual([NEAR, nth(1)])
  })

  test('lets those who ask share a call that was under way before', async () => {
    const slow = promised<ReturnType<typeof answer>>()
    const { near, calls } = stage((near) =>
      near === NEAR ? slow.promise : unanswered({ kind: 'out-of-credit' }),
    )
    const flying = near(NEAR)
    await near(nth(1))
    const joining = near(NEAR)
    slow.resolve(answer())
    expect(await joining).toBe(await flying)
    expect(calls).toHaveLength(2)
  })

  test('is not opened by what may pass', async () => {
    for (const failure of [...PASSING, ...KEPT]) {
      const { near, calls } = stage(() => unanswered(failure))
      await near(NEAR)
      await near(nth(1))
      expect(calls, failure.kind).toHaveLength(2)
    }
  })
})

describe('the log', () => {
  test.each([...PASSING.slice(1), ...PAUSING.map(([failure]) => failure)])(
    'gets the operator’s fix for $kind, once a call',
    async (failure) => {
      const { near, warnings } = stage(() => unanswered(failure))
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
    const { near, warnings } = stage(() => unanswered(failure))
    await near(NEAR)
    expect(warnings).toEqual([])
  })

  test('gets no line for an answer, nor for what a cool-down holds back', async () => {
    const { near, warnings } = stage((_, call) =>
      call === 1 ? answer() : unanswered({ kind: 'unauthorised' }),
    )
    await near(NEAR)
    await near(nth(1))
    await near(nth(2))
    await near(nth(3))
    expect(warnings).toHaveLength(1)
  })
})
