import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDeliveryTime, nextDeliveryTime } from '../../../../src/features/alerts/worker/delivery-config.ts'

const at = (text: string): number => Date.parse(text)

describe('the delivery hours', () => {
  it.each([
    ['2026-01-10T07:59:59Z', false],
    ['2026-01-10T08:00:00Z', true],
    ['2026-01-10T19:59:59Z', true],
    ['2026-01-10T20:00:00Z', false],
    // Summer time.
    ['2026-07-10T06:59:59Z', false],
    ['2026-07-10T07:00:00Z', true],
    ['2026-07-10T19:00:00Z', false],
  ])('at %s: %s', (text, open) => {
    expect(isDeliveryTime(at(text))).toBe(open)
  })

  it.each([
    ['2026-01-10T12:00:00Z', '2026-01-10T12:00:00Z'],
    ['2026-01-10T03:00:00Z', '2026-01-10T08:00:00Z'],
    ['2026-01-10T21:30:00Z', '2026-01-11T08:00:00Z'],
    // The clocks go forward, and back, in the night between.
    ['2026-03-28T21:00:00Z', '2026-03-29T07:00:00Z'],
    ['2026-10-24T20:00:00Z', '2026-10-25T08:00:00Z'],
  ])('from %s they open at %s', (from, opens) => {
    expect(new Date(nextDeliveryTime(at(from))).toISOString()).toBe(new Date(opens).toISOString())
  })

  it('open within a day from any moment, and are open then', () => {
    const moment = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') })
    fc.assert(
      fc.property(moment, (now) => {
        const opens = nextDeliveryTime(now)
        expect(isDeliveryTime(opens)).toBe(true)
        expect(opens - now).toBeGreaterThanOrEqual(0)
        expect(opens - now).toBeLessThanOrEqual(13 * 3_600_000)
        if (opens > now) expect(isDeliveryTime(opens - 1)).toBe(false)
      }),
    )
  })
})
