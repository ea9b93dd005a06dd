import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categoryOf } from '../../../src/crime/category.ts'
import type { Incident } from '../../../src/crime/incidents.ts'
import { sortedIndices } from '../../../src/report/browse/incident-order.ts'
import { anyIncidents } from '../../support/arbitraries/any-incidents.ts'
import { incident, incidentsOf, street } from '../../support/incidents.ts'

const ALL = { category: null, several: [], outcome: null, place: null }

const sorted = (list: readonly Incident[]): Incident[] => {
  const incidents = incidentsOf(list)
  return Array.from(sortedIndices(incidents, ALL), (index) => incidents.at(index))
}

const names = (streets: readonly string[]): string[] =>
  sorted(streets.map((name) => incident({ street: street(name) }))).map((one) => one.street.name)

test('streets are sorted from A to Z, those without a name last', () => {
  expect(names(['', 'Quarry Road', 'Abbey Lane', '', 'market place', 'Mill Lane'])).toEqual([
    'Abbey Lane',
    'market place',
    'Mill Lane',
    'Quarry Road',
    '',
    '',
  ])
})

test('numbers count as numbers, and accents do not send a name to the end', () => {
  expect(names(['Zoo Lane', 'Road 10', 'Ébène Close', 'Road 9', 'Early Close'])).toEqual([
    'Early Close',
    'Ébène Close',
    'Road 9',
    'Road 10',
    'Zoo Lane',
  ])
})

test('on one street incidents are sorted by the name of their category', () => {
  const lane = street('Mill Lane')
  const slugs = ['violent-crime', 'fly-tipping', 'burglary', 'anti-social-behaviour']
  const order = sorted(slugs.map((category) => incident({ category, street: lane })))
  expect(order.map(({ category }) => categoryOf(category).name)).toEqual([
    'Anti-social behaviour',
    'Burglary',
    'Fly tipping',
    'Violence and sexual offences',
  ])
})

test('two streets of one name do not mix', () => {
  const [one, two] = [street('High Street'), street('High Street')]
  const order = sorted(
    [two, one, two, one].map((on, at) => incident({ street: on, category: `category-${at}` })),
  )
  expect(order.map((one) => one.street)).toEqual([two, two, one, one])
})

const asText = ({ street, category, month, outcome, outcomeMonth }: Incident): string =>
  JSON.stringify([street, category, month, outcome, outcomeMonth])

test('sorting loses and repeats no incident', () => {
  fc.assert(
    fc.property(anyIncidents, (incidents) => {
      const texts = (list: readonly Incident[]) => list.map(asText).sort()
      expect(texts(sorted(incidents))).toEqual(texts(incidents))
    }),
    { numRuns: 40 },
  )
})
