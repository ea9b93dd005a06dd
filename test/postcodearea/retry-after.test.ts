import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pauseMs } from '../../src/postcodearea/lookup-failure.ts'

const NOW = Date.parse('2026-07-01T12:00:00Z')
const MINUTE = 60_000
const DAY = 86_400_000

describe('Retry-After', () => {
  test.each([
    ['30', 30_000],
    [' 30 ', 30_000],
    ['1', 1_000],
    ['0', 1_000],
    ['86400', DAY],
    ['86401', DAY],
    ['99999999999999999999999999999', DAY],
    ['9'.repeat(400), DAY],
  ])('%s in seconds: %i ms', (header, wait) => {
    expect(pauseMs(header, NOW)).toBe(wait)
  })

  test.each([
    ['Wed, 01 Jul 2026 12:05:00 GMT', 5 * MINUTE],
    ['Wednesday, 01-Jul-26 12:05:00 GMT', 5 * MINUTE],
    ['Wed Jul  1 12:05:00 2026', 5 * MINUTE],
    ['Wed, 01 Jul 2026 11:59:00 GMT', 1_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 1_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', DAY],
  ])('%s as a date: %i ms', (header, wait) => {
    expect(pauseMs(header, NOW)).toBe(wait)
  })

  test.each([
    undefined,
    '',
    ' ',
    'soon',
    'soon 1',
    '-5',
    '+60',
    '1.5',
    '60s',
    '1e3',
    'NaN',
    'Infinity',
    '2026-07-01T12:05:00Z',
    'Wed, 99 Jul 2026 12:05:00 GMT',
  ])('%j is none, or makes no sense: a minute', (header) => {
    expect(pauseMs(header, NOW)).toBe(MINUTE)
  })

  test('is never less than a second, more than a day, or no number', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.bigInt().map(String),
    )
    fc.assert(
      fc.property(header, (text) => {
        const wait = pauseMs(text, NOW)
        expect(wait).toBeGreaterThanOrEqual(1_000)
        expect(wait).toBeLessThanOrEqual(DAY)
      }),
    )
  })
})
