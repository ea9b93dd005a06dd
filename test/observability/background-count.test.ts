import { expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../src/database/connection-errors.ts'
import { createBackgroundCount } from '../../src/observability/metrics.ts'

const nextTurn = () => new Promise(setImmediate)

const setup = () => {
  let now = 1_000_000
  const counts: PromiseWithResolvers<number>[] = []
  const count = () => {
    const counted = Promise.withResolvers<number>()
    counts.push(counted)
    return counted.promise
  }
  const stopped = new AbortController()
  const gauge = createBackgroundCount(count, () => now, stopped.signal)
  const later = (ms: number): void => {
    now += ms
  }
  return { gauge, counts, stop: () => stopped.abort(), later }
}

it('gives the last count at once', async () => {
  const { gauge, counts, later } = setup()
  expect(gauge()).toBeNull()
  counts[0]?.resolve(7)
  await nextTurn()
  expect(gauge()).toBe(7)
  later(10_000)
  expect(gauge()).toBe(7)
  counts[1]?.resolve(0)
  await nextTurn()
  expect(gauge()).toBe(0)
})

it('counts once in ten seconds at most, and never twice at a time', async () => {
  const { gauge, counts, later } = setup()
  gauge()
  later(60_000)
  gauge()
  expect(counts).toHaveLength(1)
  counts[0]?.resolve(7)
  await nextTurn()
  gauge()
  await nextTurn()
  counts[1]?.resolve(7)
  await nextTurn()
  later(9_999)
  gauge()
  expect(counts).toHaveLength(2)
  later(1)
  gauge()
  expect(counts).toHaveLength(3)
})

it('is unknown while the database is unavailable, and counts no more once the worker stops', async () => {
  const { gauge, counts, later, stop } = setup()
  gauge()
  counts[0]?.resolve(7)
  await nextTurn()
  later(10_000)
  gauge()
  counts[1]?.reject(new DatabaseUnavailable())
  await nextTurn()
  expect(gauge()).toBeNull()
  later(10_000)
  stop()
  expect(gauge()).toBeNull()
  expect(counts).toHaveLength(2)
})
