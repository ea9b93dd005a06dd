import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  capitalised,
  count,
  incidents,
  list,
  percent,
  spelledOut,
  type TimeFormat,
  timeElement,
  timeToken,
  uncapitalised,
} from '../../../src/slack/ui/format.ts'

test.each([
  [1, 1_448, '<1%'],
  [7, 1_448, '<1%'],
  [8, 1_448, '1%'],
  [1, 200, '1%'],
  [1, 201, '<1%'],
  [515, 1_448, '36%'],
  [1, 2, '50%'],
  [1_447, 1_448, '100%'],
  [20, 20, '100%'],
  [0, 20, '0%'],
])('%i of %i is %s', (part, whole, shown) => {
  expect(percent(part, whole)).toBe(shown)
})

test('per cents are whole numbers up to 100, or <1%; only 0 is 0%', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(20_000), (part, more) => {
      const shown = percent(part, part + more)
      expect(shown).toMatch(/^(<1|[1-9]\d?|100)%$/)
      if (shown !== '<1%')
        expect(Math.abs(Number.parseInt(shown, 10) - (part / (part + more)) * 100)).toBeLessThanOrEqual(0.5)
    }),
  )
})

test('numbers have commas, and one incident is one', () => {
  expect([count(0), count(999), count(1_448), count(1_234_567)]).toEqual(['0', '999', '1,448', '1,234,567'])
  expect([incidents(0), incidents(1), incidents(1_448)]).toEqual([
    '0 incidents',
    '1 incident',
    '1,448 incidents',
  ])
})

test('small numbers are words, above twenty they are digits', () => {
  expect([2, 5, 20, 21, 1_200].map(spelledOut)).toEqual(['two', 'five', 'twenty', '21', '1,200'])
  expect([capitalised('five'), uncapitalised('Violence and sexual offences')]).toEqual([
    'Five',
    'violence and sexual offences',
  ])
  expect([capitalised(''), uncapitalised('')]).toEqual(['', ''])
})

test('lists have an "and" before the last', () => {
  expect(list([])).toBe('')
  expect(list(['a'])).toBe('a')
  expect(list(['a', 'b'])).toBe('a and b')
  expect(list(['a', 'b', 'c'])).toBe('a, b and c')
})

const AT = Date.UTC(2026, 10, 16, 14, 2, 59, 999)
const DAY = '{date_short_pretty} at {time}'

test('a time alone, or with its day', () => {
  const fallback = (at: number, format: TimeFormat) => timeElement(at, format).fallback
  expect(fallback(AT, '{time}')).toBe('14:02 London time')
  expect(fallback(AT, DAY)).toBe('on 16 November at 14:02 London time')
  // In summer, London is an hour ahead of UTC.
  expect(fallback(Date.UTC(2026, 6, 1, 0, 5), '{time}')).toBe('01:05 London time')
  expect(fallback(Date.UTC(2026, 5, 30, 23, 5), DAY)).toBe('on 1 July at 00:05 London time')
})

test('the token carries whole seconds and a fallback for clients without dates', () => {
  expect(timeToken(AT, '{time}').mrkdwn).toBe('<!date^1794837779^{time}|14:02 London time>')
  expect(timeElement(AT, DAY)).toEqual({
    type: 'date',
    timestamp: 1_794_837_779,
    format: DAY,
    fallback: 'on 16 November at 14:02 London time',
  })
})

test('every moment becomes a token that Slack can read', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('2100-01-01') }), (date) => {
      expect(timeToken(date.getTime(), DAY).mrkdwn).toMatch(
        /^<!date\^\d+\^\{date_short_pretty\} at \{time\}\|on \d{1,2} [A-Z][a-z]+ at \d\d:\d\d London time>$/,
      )
    }),
  )
})
