import { expect, test } from 'vitest'
import { createChartSupport } from '../../../src/slack/ui/charts.ts'

const NOW = 1_800_000_000_000
const DAY = 24 * 60 * 60 * 1_000

const withClock = () => {
  let now = NOW
  return {
    ...createChartSupport(() => now),
    at: (ms: number) => {
      now = NOW + ms
    },
  }
}

test('a rejected chart counts for a day, in its own workspace', () => {
  const { isSupported, markUnsupported, at } = withClock()
  expect(isSupported('T1')).toBe(true)
  markUnsupported('T1')
  expect([isSupported('T1'), isSupported('T2')]).toEqual([false, true])
  at(DAY - 1)
  expect(isSupported('T1')).toBe(false)
  at(DAY)
  expect(isSupported('T1')).toBe(true)
  markUnsupported('T1')
  at(2 * DAY - 1)
  expect(isSupported('T1')).toBe(false)
})

test('a clock that is set back does not prolong the day', () => {
  const { isSupported, markUnsupported, at } = withClock()
  markUnsupported('T1')
  at(-1)
  expect(isSupported('T1')).toBe(true)
})

test('it remembers ten thousand workspaces, the last asked about', () => {
  const { isSupported, markUnsupported } = withClock()
  for (let at = 0; at <= 10_000; at += 1) markUnsupported(`T${at}`)
  expect(isSupported('T0')).toBe(true)
  expect(isSupported('T1')).toBe(false)
  expect(isSupported('T10000')).toBe(false)
})
