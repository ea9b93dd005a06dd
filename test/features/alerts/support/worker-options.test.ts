import { describe, expect, it } from 'vitest'
import { hourInLondon } from '../../../../playground/noon.ts'
import { isDeliveryTime } from '../../../../src/features/alerts/worker/delivery-config.ts'
import { lastNine } from './worker-options.ts'

const HOUR = 3_600_000

describe('the clock of the workers that tests start', () => {
  it.each([
    ['winter', '2026-12-31'],
    ['summer', '2027-07-10'],
    ['the clocks going forward', '2027-03-28'],
    ['the clocks going back', '2026-10-25'],
    ['a leap day', '2028-02-29'],
  ])('stands at nine in the morning whatever the hour, alerts may be posted all day: %s', (_, day) => {
    for (let at = Date.parse(`${day}T00:00:01Z`); at < Date.parse(`${day}T23:59:59Z`); at += HOUR / 2) {
      const nine = lastNine(at)
      expect(hourInLondon(nine)).toBe(9)
      expect(nine % HOUR).toBe(0)
      // Never ahead of the database's clock, by which jobs are put off.
      expect(nine).toBeLessThanOrEqual(at)
      expect(at - nine).toBeLessThan(25 * HOUR)
      expect([nine, nine + 11 * HOUR - 1].map(isDeliveryTime)).toEqual([true, true])
    }
  })
})
