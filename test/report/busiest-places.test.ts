import { expect, test } from 'vitest'
import { placesInWords } from '../../src/report/busiest-places.ts'
import { countList, incident, street, times } from '../support/incidents.ts'

const on = (...counts: readonly (readonly [name: string, count: number])[]) =>
  countList(
    counts.flatMap(([name, count]) => {
      const there = street(name)
      return times(count, incident({ street: there }))
    }),
  )

test('five places at most, the busiest first, one with a single incident never', () => {
  expect(placesInWords(on(['A', 2], ['B', 9], ['C', 1], ['D', 3]))).toBe('B 9, D 3, A 2.')
  const six = on(['A', 2], ['B', 2], ['C', 2], ['D', 2], ['E', 2], ['F', 2])
  expect(placesInWords(six)).toBe('A 2, B 2, C 2, D 2, E 2.')
})

test('two streets of one name are two places', () => {
  expect(placesInWords(on(['High Street', 2], ['High Street', 3]))).toBe('High Street 3, High Street 2.')
})

test('where no place has two, that is said', () => {
  expect(placesInWords(on(['A', 1], ['B', 1]))).toBe('No place has more than one.')
})

test('blank names are counted last, those that only look blank among them', () => {
  expect(placesInWords(on(['', 2_000], ['A', 2]))).toBe('A 2. Street not given: 2,000.')
  expect(placesInWords(on(['', 1], ['\u200b', 5], ['A', 2]))).toBe('A 2. Street not given: 6.')
})

test('long names are cut, broken ones are joined, and a count keeps to its name', () => {
  expect(placesInWords(on(['x'.repeat(80), 2]))).toBe(`${'x'.repeat(59)}… 2.`)
  expect(placesInWords(on(['East\nGates', 2]), '\u00a0')).toBe('East Gates\u00a02.')
})
