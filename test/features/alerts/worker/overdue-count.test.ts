import { expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../../../src/features/alerts/store/delivery-repository.ts'
import { createOverdueCount } from '../../../../src/features/alerts/worker/overdue-count.ts'

const nextTurn = () => new Promise(setImmediate)

const setup = () => {
  let now = 1_000_000
  const counts: PromiseWithResolvers<number>[] = []
  const deliveries = {
    countOverdue: () => {
      const count = Promise.withResolvers<number>()
      counts.push(count)
      return count.promise
    },
  }
  const stopped = new AbortController()
  const overdueCount = createOverdueCount(deliveries, () => now, stopped.signal)
  const later = (ms: number): void => {
    now += ms
  }
  return { overdueCount, counts, stop: () => stopped.abort(), later }
}

it('gives the last count at once', async () => {
  const { overdueCount, counts, later } = setup()
  expect(overdueCount()).toBeNull()
  counts[0]?.resolve(7)
  await nextTurn()
  expect(overdueCount()).toBe(7)
  later(10_000)
  expect(overdueCount()).toBe(7)
  counts[1]?.resolve(0)
  await nextTurn()
  expect(overdueCount()).toBe(0)
})

it('counts once in ten seconds at most, and never twice at a time', async () => {
  const { overdueCount, counts, later } = setup()
  overdueCount()
  later(60_000)
  overdueCount()
  expect(counts).toHaveLength(1)
  counts[0]?.resolve(7)
  await nextTurn()
  overdueCount()
  await nextTurn()
  counts[1]?.resolve(7)
  await nextTurn()
  later(9_999)
  overdueCount()
  expect(counts).toHaveLength(2)
  later(1)
  overdueCount()
  expect(counts).toHaveLength(3)
})

it('is unknown while the database is unavailable, and counts no more once the worker stops', async () => {
  const { overdueCount, counts, later, stop } = setup()
  overdueCount()
  counts[0]?.resolve(7)
  await nextTurn()
  later(10_000)
  overdueCount()
  counts[1]?.reject(new DatabaseUnavailable())
  await nextTurn()
  expect(overdueCount()).toBeNull()
  later(10_000)
  stop()
  expect(overdueCount()).toBeNull()
  expect(counts).toHaveLength(2)
})
