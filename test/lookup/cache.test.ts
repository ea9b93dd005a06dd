import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { failed, success } from '../../src/lib/result.ts'
import { createCache, ONE_HOUR_MS } from '../../src/lookup/cache.ts'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import { START, stopTheClock } from '../support/answers.ts'
import { incident, postcode, reportOf } from '../support/incidents.ts'

const MIB = 1024 * 1024
const NEAR = postcode('LE1 1WA')
const SECOND = 1_000

const cacheOf = (maxBytes = 64 * MIB) => createCache(maxBytes, Date.now)
const report = () => success(reportOf([incident()]))

beforeEach(stopTheClock)

afterEach(() => {
  vi.useRealTimers()
})

describe('an answer', () => {
  test('is kept for 59:59 and gone after one hour', () => {
    const cache = cacheOf()
    const found = report()
    cache.keep(NEAR, found, START)
    vi.advanceTimersByTime(ONE_HOUR_MS - SECOND)
    expect(cache.get(NEAR)).toBe(found)
    vi.advanceTimersByTime(SECOND)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('has its hour from its arrival, not from when it was kept', () => {
    const cache = cacheOf()
    vi.advanceTimersByTime(20 * SECOND)
    cache.keep(NEAR, report(), START)
    vi.advanceTimersByTime(ONE_HOUR_MS - 21 * SECOND)
    expect(cache.get(NEAR)).toBeDefined()
    vi.advanceTimersByTime(SECOND)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('that is an hour old already is not kept', () => {
    const cache = cacheOf()
    vi.advanceTimersByTime(ONE_HOUR_MS)
    cache.keep(NEAR, report(), START)
    expect(cache.get(NEAR)).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that seems to come from the future, the clock being set back, has an hour and no more', () => {
    const cache = cacheOf()
    cache.keep(NEAR, report(), START + ONE_HOUR_MS)
    vi.advanceTimersByTime(ONE_HOUR_MS)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('gains no time by being asked for', () => {
    const cache = cacheOf()
    cache.keep(NEAR, report(), START)
    for (let minute = 0; minute < 60; minute += 1) {
      expect(cache.get(NEAR)).toBeDefined()
      vi.advanceTimersByTime(60 * SECOND)
    }
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('that is newer has an hour of its own', () => {
    const cache = cacheOf()
    cache.keep(NEAR, report(), START)
    vi.advanceTimersByTime(ONE_HOUR_MS / 2)
    const newer = report()
    cache.keep(NEAR, newer, Date.now())
    vi.advanceTimersByTime(ONE_HOUR_MS - SECOND)
    expect(cache.get(NEAR)).toBe(newer)
    vi.advanceTimersByTime(SECOND)
    expect(cache.get(NEAR)).toBeUndefined()
  })
})

describe('what is kept', () => {
  test.each<LookupFailure>([
    { kind: 'postcode-not-found', postcode: NEAR },
    { kind: 'no-results', postcode: NEAR },
  ])('$kind, for the same hour', (failure) => {
    const cache = cacheOf()
    cache.keep(NEAR, failed(failure), START)
    vi.advanceTimersByTime(ONE_HOUR_MS - SECOND)
    expect(cache.get(NEAR)).toEqual(failed(failure))
    vi.advanceTimersByTime(SECOND)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test.each<LookupFailure>([
    { kind: 'invalid-postcode', typed: 'LE1 1WA', suggestion: null },
    { kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' },
    { kind: 'unauthorised' },
    { kind: 'out-of-credit' },
    { kind: 'rate-limited', retryAt: START + ONE_HOUR_MS },
    { kind: 'supplier-error' },
    { kind: 'unreachable' },
    { kind: 'unreadable' },
    { kind: 'internal', reference: 'r-1' },
  ])('never $kind', (failure) => {
    const cache = cacheOf()
    cache.keep(NEAR, failed(failure), START)
    expect(cache.get(NEAR)).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })
})
