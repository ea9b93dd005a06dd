import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settlesWithin } from '../../src/lib/wait.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

const later = (ms: number, fails: boolean) =>
  new Promise<void>((resolve, reject) => {
    setTimeout(() => (fails ? reject(new Error('late')) : resolve()), ms)
  })

test.each([
  [99, false, true],
  [99, true, true],
  [101, false, false],
  [101, true, false],
])('work of %i ms that fails: %s settles within 100 ms: %s', async (ms, fails, expected) => {
  const work = later(ms, fails)
  work.catch(() => undefined)
  const settled = settlesWithin(work, 100)
  await vi.advanceTimersByTimeAsync(101)
  expect(await settled).toBe(expected)
})
