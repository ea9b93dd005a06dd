import { expect, it } from 'vitest'
import { createSlackStatus, UNAVAILABLE_AFTER_MS } from '../../../src/slack/web-api/slack-status.ts'

it('is ready until Slack has been away for a whole minute, counted from when it was lost', () => {
  let now = 1_000
  const reach = createSlackStatus(() => now)
  const after = (ms: number): boolean => {
    now += ms
    return reach.isReady()
  }
  expect(UNAVAILABLE_AFTER_MS).toBe(60_000)
  expect(after(59_999)).toBe(true)
  expect(after(1)).toBe(false)
  reach.reached()
  expect(after(1_000_000)).toBe(true)
  reach.lost()
  expect(after(30_000)).toBe(true)
  // Lost again is not lost anew.
  reach.lost()
  expect(after(30_000)).toBe(false)
  reach.reached()
  expect(reach.isReady()).toBe(true)
})
