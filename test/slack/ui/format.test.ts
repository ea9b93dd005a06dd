import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  capitalised,
  count,
  incidents,
  list,
  listWithin,
  percent,
  spelledOut,
  type TimeFormat,
  timeElement,
  timeToken,
  unbroken,
  uncapitalised,
} from '../../../src/slack/ui/format.ts'

test.each([
  ['Street crime near LE1 1WA and SW1A 1AA†', 'Street crime near LE1\u00a01WA and SW1A\u00a01AA†'],
  ['*486* near GL50 1AA in *May 2026*, 12 more', '*486* near GL50\u00a01AA in *May\u00a02026*, 12 more'],
  ['near GL50 1AA† in full. † From others', 'near GL50\u00a01AA† in full. †\u00a0From others'],
  ['*1 incident*, 1,448 incidents', '*1\u00a0incident*, 1,448\u00a0incidents'],
  ['Near LE1 1WA: type `/crime LE1 1WA`', 'Near LE1\u00a01WA: type `/crime LE1 1WA`'],
  ['Local resolution, December 2024', 'Local resolution, December\u00a02024'],
  ['In May 12 incidents near A6 20AA, M1 Motorway', 'In May 12\u00a0incidents near A6 20AA, M1 Motorway'],
])('of %s no line ends in a month, a postcode or a count of incidents, or after a mark', (text, together) => {
  expect(unbroken(text)).toBe(together)
})

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
  expect(list(['a and b', 'c', 'd'])).toBe('a and b, c and d')
  expect(list(['a', 'b and c'])).toBe('a, and b and c')
  expect(list(['a', 'b and c', 'd'])).toBe('a, b and c, and d')
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

test.each([
  [['a', 'bb', 'ccc'], 10, 'a, bb, ccc'],
  [['a', 'bb', 'ccc'], 9, 'a, bb and 1 more'],
  [['a', 'bb', 'ccc'], 4, 'a and 2 more'],
  [['too long', 'b'], 4, 'too long and 1 more'],
  [['too long'], 4, 'too long'],
  [[], 4, ''],
])('of %j as much as %i characters hold is "%s"', (items, max, text) => {
  expect(listWithin(items, max)).toBe(text)
})
