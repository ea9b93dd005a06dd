import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayInLondon, momentInLondon } from '../../src/crime/dates.ts'

const nextLondonDay = (at: number): number => momentInLondon(at, 1, 0)

test.each([
  ['in winter', Date.UTC(2026, 10, 24, 14, 2), Date.UTC(2026, 10, 25)],
  ['in summer', Date.UTC(2026, 6, 1, 14, 2), Date.UTC(2026, 6, 1, 23)],
  [
    'late on a summer evening, which is the next day already',
    Date.UTC(2026, 6, 1, 23),
    Date.UTC(2026, 6, 2, 23),
  ],
  ['on the day of 23 hours', Date.UTC(2026, 2, 29, 0), Date.UTC(2026, 2, 29, 23)],
  ['on the day of 25 hours', Date.UTC(2026, 9, 24, 23), Date.UTC(2026, 9, 26)],
])('the day ends at midnight in London %s', (_, now, next) => {
  expect(nextLondonDay(now)).toBe(next)
})

test('a day of London begins before UTC’s in summer', () => {
  expect(dayInLondon(Date.parse('2026-07-10T23:30:00Z'))).toBe('2026-07-11')
  expect(dayInLondon(Date.parse('2026-01-10T23:30:00Z'))).toBe('2026-01-10')
})

test('whatever the moment, its day lasts until the next one begins', () => {
  const anyMoment = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2040, 0) })
  fc.assert(
    fc.property(anyMoment, (at) => {
      const next = nextLondonDay(at)
      expect(next).toBeGreaterThan(at)
      expect(next - at).toBeLessThanOrEqual(25 * 60 * 60_000)
      expect(dayInLondon(next - 1)).toBe(dayInLondon(at))
      expect(dayInLondon(next)).not.toBe(dayInLondon(at))
    }),
  )
})
