import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { categoryRows, noneRecorded, outcomeRows } from '../../src/report/breakdowns.ts'
import { busiestPlaces } from '../../src/report/summary.ts'
import { countList, incident, street, times } from '../support/incidents.ts'

const withCategories = (count: number) =>
  countList(
    Array.from({ length: count }, (_, at) =>
      times(count - at, incident({ category: `category-${at}` })),
    ).flat(),
  )

test('twenty-one categories are all shown, of more the rest is one row that says how many', () => {
  expect(categoryRows(withCategories(21)).length).toBe(21)
  const folded = categoryRows(withCategories(25))
  expect(folded.length).toBe(21)
  expect(folded.at(-1)).toMatchObject({ name: 'Five other categories', count: 5 + 4 + 3 + 2 + 1 })
})

test('an unknown slug has a visible name, on one line', () => {
  const rows = categoryRows(
    countList(['\u200b', 'two\u2028lines\u202e'].map((category) => incident({ category }))),
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(['Two lines', 'Unnamed category'])
})

test('categories without incidents are named once, and not at all where all have some', () => {
  const all = CATEGORIES.map(({ slug }) => incident({ category: slug }))
  expect(noneRecorded([], countList(all))).toBeNull()
  const but = (...absent: string[]) => countList(all.filter(({ category }) => !absent.includes(category)))
  expect(noneRecorded([], but('robbery'))).toBe('None recorded: robbery.')
  expect(noneRecorded([], but('bicycle-theft', 'burglary', 'robbery'))).toBe(
    'None recorded: bicycle theft, burglary and robbery.',
  )
})

const withOutcomes = (...outcomes: (string | null)[]) =>
  countList(outcomes.map((outcome) => incident({ outcome })))
const withDifferentOutcomes = (count: number) =>
  countList(
    Array.from({ length: count }, (_, at) =>
      times(count - at, incident({ outcome: `Outcome ${at}` })),
    ).flat(),
  )

test('seven outcomes are all shown, of eight two are folded', () => {
  expect(outcomeRows(withDifferentOutcomes(7)).length).toBe(7)
  expect(outcomeRows(withDifferentOutcomes(8)).at(-1)).toMatchObject({
    name: 'Two other outcomes',
    count: 2 + 1,
  })
})

test('incidents without an outcome come last, so that the counts add up', () => {
  const antiSocial = incident({ category: 'anti-social-behaviour', outcome: null })
  const counts = countList([antiSocial, antiSocial, incident({ outcome: null }), incident()])
  expect(outcomeRows(counts)).toMatchObject([
    { name: 'Under investigation', count: 1 },
    { name: 'None given', count: 1 },
    { name: 'Anti-social behaviour: not published', count: 2 },
  ])
})

test("the police's words are kept, on one line of at most 60 characters", () => {
  expect(outcomeRows(withOutcomes('Given\na  caution')).map(({ name }) => name)).toEqual(['Given a caution'])
  expect(outcomeRows(withOutcomes('x'.repeat(300))).map(({ name }) => name)).toEqual([`${'x'.repeat(59)}…`])
  expect(outcomeRows(withOutcomes('\u200b')).map(({ name }) => name)).toEqual(['Unnamed outcome'])
})

const onStreets = (...counts: readonly (readonly [name: string, count: number])[]) =>
  countList(
    counts.flatMap(([name, count]) => {
      const on = street(name)
      return times(count, incident({ street: on }))
    }),
  )

test('five streets at most, largest count first, none with a single incident', () => {
  expect(busiestPlaces(onStreets(['A', 2], ['B', 19], ['C', 1], ['D', 3])).text).toBe('B 19, D 3, A 2.')
  const six = onStreets(['A', 4], ['B', 4], ['C', 4], ['D', 4], ['E', 4], ['F', 4])
  expect(busiestPlaces(six).text).toBe('A 4, B 4, C 4, D 4, E 4.')
})

test('two streets of one name are one place, which says so', () => {
  expect(busiestPlaces(onStreets(['High Street', 2], ['High Street', 3])).text).toBe(
    'High Street (2 places) 5.',
  )
})

test('of fewer than twenty incidents all streets are named, with a count where there are more than one', () => {
  const few = onStreets(['A', 1], ['B', 3], ['C', 1], ['D', 1], ['E', 1], ['F', 1], ['', 9])
  expect(busiestPlaces(few)).toEqual({
    heading: 'On or near',
    text: 'B 3, A, C, D, E, F. Street not given: 9.',
  })
  expect(busiestPlaces(onStreets(['A', 1]))).toEqual({ heading: 'On or near', text: 'A.' })
})

test('of many incidents, each on a street of its own, none is named, under no heading', () => {
  const many = onStreets(...Array.from({ length: 20 }, (_, at) => [`Road ${at}`, 1] as const))
  expect(busiestPlaces(many)).toEqual({ heading: null, text: 'No place has more than one incident.' })
  expect(busiestPlaces(onStreets(['', 2]))).toEqual({ heading: null, text: 'Street not given: 2.' })
})

test('blank names are counted last, those that only look blank among them', () => {
  expect(busiestPlaces(onStreets(['', 2_000], ['A', 2])).text).toBe('A 2. Street not given: 2,000.')
  expect(busiestPlaces(onStreets(['', 1], ['\u200b', 5], ['A', 2])).text).toBe('A 2. Street not given: 6.')
})

test('long names are cut, broken ones are joined, and a count keeps to its name', () => {
  expect(busiestPlaces(onStreets(['x'.repeat(80), 2])).text).toBe(`${'x'.repeat(59)}… 2.`)
  expect(busiestPlaces(onStreets(['East\nGates', 2]), '\u00a0').text).toBe('East Gates\u00a02.')
})
