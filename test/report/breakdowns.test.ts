import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { categoryRows, insideSentence, noneRecorded } from '../../src/report/breakdowns.ts'
import { countList, incident, times } from '../support/incidents.ts'

const kinds = (count: number) =>
  countList(
    Array.from({ length: count }, (_, at) => times(count - at, incident({ category: `kind-${at}` }))).flat(),
  )

test('names are lower case inside a sentence', () => {
  expect(insideSentence('Violence and sexual offences')).toBe('violence and sexual offences')
  expect(insideSentence('')).toBe('')
})

test('twenty-one categories are all shown, of more the rest is one row that says how many', () => {
  expect(categoryRows(kinds(21)).length).toBe(21)
  const folded = categoryRows(kinds(25))
  expect(folded.length).toBe(21)
  expect(folded.at(-1)).toEqual({ name: 'Five other categories', count: 5 + 4 + 3 + 2 + 1 })
})

test('a slug of invisible characters still has a name, and one of several lines has one', () => {
  const rows = categoryRows(
    countList(['\u200b', 'two\u2028lines\u202e'].map((category) => incident({ category }))),
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(['Two lines', 'Unnamed category'])
})

test('categories without incidents are named once, and not at all where all have some', () => {
  const all = CATEGORIES.map(({ slug }) => incident({ category: slug }))
  expect(noneRecorded(countList(all))).toBeNull()
  const but = (...absent: string[]) => countList(all.filter(({ category }) => !absent.includes(category)))
  expect(noneRecorded(but('robbery'))).toBe('None recorded: robbery.')
  expect(noneRecorded(but('bicycle-theft', 'burglary', 'robbery'))).toBe(
    'None recorded: bicycle theft, burglary and robbery.',
  )
})
