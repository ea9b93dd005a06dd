import { expect, test } from 'vitest'
import { createChartRefusals } from '../../../src/report/chart/chart-support.ts'

const NOW = 1_800_000_000_000
const DAY = 24 * 60 * 60 * 1_000

const stage = () => {
  let now = NOW
  return {
    ...createChartRefusals(() => now),
    at: (ms: number) => {
      now = NOW + ms
    },
  }
}

test('a refusal holds for a day, in its own workspace', () => {
  const { offeredIn, refusedIn, at } = stage()
  expect(offeredIn('T1')).toBe(true)
  refusedIn('T1')
  expect([offeredIn('T1'), offeredIn('T2')]).toEqual([false, true])
  at(DAY - 1)
  expect(offeredIn('T1')).toBe(false)
  at(DAY)
  expect(offeredIn('T1')).toBe(true)
  refusedIn('T1')
  at(2 * DAY - 1)
  expect(offeredIn('T1')).toBe(false)
})

test('a clock set back does not prolong it', () => {
  const { offeredIn, refusedIn, at } = stage()
  refusedIn('T1')
  at(-1)
  expect(offeredIn('T1')).toBe(true)
})

test('it remembers ten thousand workspaces, the last asked about', () => {
  const { offeredIn, refusedIn } = stage()
  for (let at = 0; at <= 10_000; at += 1) refusedIn(`T${at}`)
  expect(offeredIn('T0')).toBe(true)
  expect(offeredIn('T1')).toBe(false)
  expect(offeredIn('T10000')).toBe(false)
})
