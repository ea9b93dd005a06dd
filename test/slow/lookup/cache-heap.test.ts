import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { success } from '../../../src/lib/result.ts'
import { createCache, ONE_HOUR_MS } from '../../../src/lookup/cache.ts'
import { cityCentre, nth, START, stopTheClock } from '../../support/answers.ts'
import { collect, heldBytes } from '../../support/heap.ts'
import { incident, postcode, reportOf } from '../../support/incidents.ts'

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

describe('the bound in bytes', () => {
  test('is near what city centres really take up', () => {
    const bound = 12 * MIB
    // Some sixty fill it; the rest push the first ones out.
    const fill = (cities: number) => {
      const cache = cacheOf(bound)
      for (let n = 0; n < cities; n += 1) cache.keep(nth(n), success(reportOf(cityCentre(n))), Date.now())
      return cache
    }
    fill(10)
    const [held, cache] = heldBytes(() => fill(100))
    expect(held).toBeGreaterThan(0.7 * bound)
    expect(held).toBeLessThan(1.3 * bound)
    expect(cache.get(nth(99))).toBeDefined()
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
