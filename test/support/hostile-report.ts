import * as fc from 'fast-check'
import type { Report } from '../../src/crime/report.ts'
import { anyUnicodeText } from './arbitraries/any-unicode-text.ts'
import { incident, month, reportOf } from './incidents.ts'

const WORST = [
  '<!channel>',
  '<@U0PRIYA> <https://example.org|here>',
  '*bold* _it_ ~no~ `code` :fire:',
  'line\nbreak\r\u2028\u2029tab\there',
  '\u202eredro lla\u202c \u2066x\u2069',
  'שלום 5 العربية',
  '👩‍👩‍👧‍👦🔥'.repeat(20),
  '&amp;&lt;'.repeat(60),
  '<>&'.repeat(100),
  'x'.repeat(300),
  '𝔘'.repeat(300),
  '\u0000\u0007\u001b[31m',
  '\u200b\u2060\ufeff',
  '\ud83d',
  '  ',
  '',
  '\u0000',
  '"; DROP TABLE incidents; --',
]

/** A name from outside at its worst; perhaps empty. */
export const hostileText = fc.oneof(
  fc.constantFrom(...WORST),
  anyUnicodeText({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '!', '@', '|', '\n', ';', 'a'), maxLength: 300 }),
)

const KNOWN = ['anti-social-behaviour', 'burglary', 'drugs', 'violent-crime']
const MONTHS = ['2024-11', '2024-12', '2025-01'].map(month)

const pick = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

// Left to itself fast-check makes lists of ten or so, whatever their greatest length.
const many = <Value>(one: fc.Arbitrary<Value>, most: number): fc.Arbitrary<Value[]> =>
  fc.array(one, { minLength: 1, maxLength: most, size: 'max' })

/** Reports of up to 20,000 incidents whose every name is hostile, with hundreds of unknown categories. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    total: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
      { weight: 1, arbitrary: fc.constant(20_000) },
    ),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    categories: many(fc.oneof(hostileText, fc.constantFrom(...KNOWN)), 400),
    outcomes: many(fc.option(hostileText), 40),
    outcomeMonths: many(fc.option(fc.constantFrom(...MONTHS)), 3),
    names: many(hostileText, 100),
    months: fc.subarray(MONTHS, { minLength: 1 }),
    unreadable: fc.nat(5_000),
    // How many of ten are the transport police's.
    transportPolice: fc.constantFrom(0, 0, 3, 10),
  })
  .map(({ total, seed, categories, outcomes, outcomeMonths, names, months, unreadable, transportPolice }) => {
    const streets = names.map((name, streetId) => ({
      streetId,
      name,
      north: 52_600_000,
      east: -1_100_000,
    }))
    const incidents = Array.from({ length: total }, (_, at) => {
      // Squared, so that the first of each list are the most frequent.
      const roll = Math.abs(Math.imul(at + seed, 2_654_435_761)) % 10_007
      const skewed = Math.floor((roll / 10_007) ** 2 * 1_000)
      return incident({
        category: pick(categories, skewed),
        outcome: pick(outcomes, skewed + at),
        outcomeMonth: pick(outcomeMonths, at),
        street: pick(streets, skewed),
        month: pick(months, at),
        transportPolice: at % 10 < transportPolice,
      })
    })
    return reportOf(incidents, { unreadable })
  })
