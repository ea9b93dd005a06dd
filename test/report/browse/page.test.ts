import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import {
  type IncidentFilter,
  PAGE_LENGTH,
  pageOf,
  passesDetails,
  passingStreets,
  sortedIndices,
} from '../../../src/report/browse/page.ts'
import { MULTIPLE_CATEGORIES, UNLISTED } from '../../../src/report/browse/state.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { anyIncidents } from '../../support/arbitraries/any-incidents.ts'
import { incident, incidentsOf, street, times } from '../../support/incidents.ts'

const ALL: IncidentFilter = { category: null, several: [], outcome: null, street: null }
const lane = street('Mill Lane')
const many = (count: number) => incidentsOf(times(count, null).map(() => incident({ street: lane })))

test.each([
  [0, 1],
  [-1, 1],
  [-Infinity, 1],
  [Number.NaN, 1],
  [1.9, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [1e15, 3],
  [Infinity, 3],
])('of three pages, %s shows page %i', (asked, shown) => {
  const page = pageOf(many(21), ALL, asked)
  expect(page).toMatchObject({ number: shown, of: 3, total: 21, from: (shown - 1) * 10 + 1 })
  expect(page.incidents.length).toBe(shown === 3 ? 1 : 10)
})

test.each([
  [1, 1],
  [10, 1],
  [11, 2],
  [20, 2],
])('%i incidents make %i pages', (count, of) => {
  expect(pageOf(many(count), ALL, 1)).toMatchObject({ of, total: count })
})

test('where nothing passes there is one empty page', () => {
  const empty = { incidents: [], number: 1, of: 1, total: 0, from: 0 }
  expect(pageOf(many(3), { ...ALL, category: 'drugs' }, 7)).toEqual(empty)
  expect(pageOf(incidentsOf([]), ALL, 1)).toEqual(empty)
})

test('5,000 incidents of one category are 500 pages', () => {
  expect(pageOf(many(5_000), { ...ALL, category: 'burglary' }, 500)).toMatchObject({
    number: 500,
    of: 500,
    total: 5_000,
    from: 4_991,
  })
})

const filters: fc.Arbitrary<IncidentFilter> = fc.record({
  category: fc.constantFrom(null, UNLISTED, MULTIPLE_CATEGORIES, ...CATEGORIES.map(({ slug }) => slug)),
  several: anyCategories,
  outcome: fc.constantFrom(null, ...OUTCOME_GROUPS.map(({ group }) => group)),
  street: fc.option(fc.nat(20), { freq: 2 }),
})

test('the pages hold exactly what passes the filter, in order, ten a page but the last', () => {
  fc.assert(
    fc.property(anyIncidents, filters, (list, filter) => {
      const incidents = incidentsOf(list)
      const { of } = pageOf(incidents, filter, 1)
      const pages = Array.from({ length: of }, (_, at) => pageOf(incidents, filter, at + 1))
      const streets = incidents.streets.filter((_, at) => passingStreets(filter, incidents.streets)[at])
      const passing = Array.from(sortedIndices(incidents), (index) => incidents.at(index)).filter(
        (one) => passesDetails(filter, one) && streets.includes(one.street),
      )
      expect(pages.flatMap((page) => page.incidents)).toEqual(passing)
      for (const page of pages.slice(0, -1)) expect(page.incidents.length).toBe(PAGE_LENGTH)
      const last = pages.at(-1)
      expect(last?.incidents.length ?? 0).toBeLessThanOrEqual(PAGE_LENGTH)
      if (last?.total !== 0) expect(last?.incidents.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})
