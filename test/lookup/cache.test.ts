import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { failed, success } from '../../src/crime/result.ts'
import { createCache, ONE_HOUR_MS } from '../../src/lookup/cache.ts'
import type { LookupFailure } from '../../src/postcodearea/failure.ts'
import { cityCentre, nth, START, stopTheClock } from '../support/answers.ts'
import { collect, heldBytes } from '../support/heap.ts'
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

/** Lets finalisers and promises come to rest; immediates are not faked. */
const rest = () => new Promise((resolve) => setImmediate(resolve))

/** Keeps a report that nothing else holds. */
const keepUnheld = (cache: ReturnType<typeof cacheOf>, arrivedAt = Date.now()): WeakRef<object> => {
  const found = report()
  cache.keep(NEAR, found, arrivedAt)
  return new WeakRef(found.value)
}

/** Whether anything at all still holds it. */
const isHeld = async (ref: WeakRef<object>): Promise<boolean> => {
  await rest()
  collect()
  return ref.deref() !== undefined
}

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

describe('deleted is deleted: the heap is asked, not the cache', () => {
  test('while its hour lasts a report is held', async () => {
    const cache = cacheOf()
    const ref = keepUnheld(cache)
    vi.advanceTimersByTime(ONE_HOUR_MS - SECOND)
    expect(await isHeld(ref)).toBe(true)
    expect(cache.get(NEAR)).toBeDefined()
  })

  test('after its hour nothing holds it, although nobody asked', async () => {
    const cache = cacheOf()
    const ref = keepUnheld(cache)
    vi.advanceTimersByTime(ONE_HOUR_MS)
    expect(await isHeld(ref)).toBe(false)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('a clock that is set back prolongs nothing', async () => {
    const cache = cacheOf()
    const ref = keepUnheld(cache)
    vi.setSystemTime(START - 24 * ONE_HOUR_MS)
    vi.advanceTimersByTime(ONE_HOUR_MS)
    expect(await isHeld(ref)).toBe(false)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('a clock that went on while the machine slept ends it at once', () => {
    const cache = cacheOf()
    cache.keep(NEAR, report(), START)
    vi.setSystemTime(START + ONE_HOUR_MS + 1)
    expect(cache.get(NEAR)).toBeUndefined()
  })

  test('what is replaced, pushed out or cleared is let go, and its timer with it', async () => {
    const cache = cacheOf(70_000)
    const replaced = keepUnheld(cache)
    const pushedOut = keepUnheld(cache)
    expect(await isHeld(replaced)).toBe(false)
    for (const n of [1, 2, 3, 4]) cache.keep(nth(n), report(), Date.now())
    expect(await isHeld(pushedOut)).toBe(false)
    expect(vi.getTimerCount()).toBe(3)
    const cleared = keepUnheld(cache)
    cache.clear()
    expect(await isHeld(cleared)).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
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

describe('the bound in bytes', () => {
  test('is near what city centres really take up', () => {
    const bound = 12 * MIB
    const fill = () => {
      const cache = cacheOf(bound)
      for (let n = 0; n < 200; n += 1) cache.keep(nth(n), success(reportOf(cityCentre(n))), Date.now())
      return cache
    }
    fill()
    const [held, cache] = heldBytes(fill)
    expect(held).toBeGreaterThan(0.7 * bound)
    expect(held).toBeLessThan(1.3 * bound)
    expect(cache.get(nth(199))).toBeDefined()
    expect(cache.get(nth(0))).toBeUndefined()
  })

  test('lets the one go that was not asked for the longest', () => {
    const cache = cacheOf(70_000)
    for (const n of [1, 2, 3]) cache.keep(nth(n), report(), START)
    expect(cache.get(nth(1))).toBeDefined()
    cache.keep(nth(4), report(), START)
    expect([1, 2, 3, 4].filter((n) => cache.get(nth(n)) !== undefined)).toEqual([1, 3, 4])
  })

  test('keeps nothing that is larger than itself, and no timer for it', async () => {
    const cache = cacheOf(1_000)
    const ref = keepUnheld(cache)
    expect(cache.get(NEAR)).toBeUndefined()
    expect(await isHeld(ref)).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})
