import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  capitalised,
  count,
  incidents,
  list,
  percent,
  spelledOut,
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

test('any part of any whole is a whole per cent from <1 to 100, and only nothing is 0%', () => {
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
