import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { groupOfIncident, OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import { incidentsOn, sortedIndices } from '../../../src/report/browse/incident-order.ts'
import { countMatches, type IncidentFilter, placesIn } from '../../../src/report/browse/matches.ts'
import { filterOfCategory, UNLISTED } from '../../../src/report/browse/state.ts'
import { PAGE_LENGTH } from '../../../src/report/browse/view.ts'
import { pageOf } from '../../../src/slack/ui/pages.ts'
import { anyIncidents } from '../../support/arbitraries/any-incidents.ts'
import { incidentsOf } from '../../support/incidents.ts'

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
  expect(pageOf(21, asked, PAGE_LENGTH)).toEqual({
    number: shown,
    of: 3,
    total: 21,
    start: (shown - 1) * 10,
    length: shown === 3 ? 1 : 10,
  })
})

test.each([
  [1, 1],
  [10, 1],
  [11, 2],
  [20, 2],
  [5_000, 500],
])('%i entries make %i pages', (total, of) => {
  expect(pageOf(total, 1, PAGE_LENGTH)).toMatchObject({ of, total })
})

test('of nothing there is one empty page', () => {
  expect(pageOf(0, 7, PAGE_LENGTH)).toEqual({ number: 1, of: 1, total: 0, start: 0, length: 0 })
})

const ALL: IncidentFilter = { category: null, several: [], outcome: null, place: null }
const filters = fc.record({
  category: fc.constantFrom(null, UNLISTED, ...CATEGORIES.map(({ slug }) => slug)),
  outcome: fc.constantFrom(null, ...OUTCOME_GROUPS.map(({ group }) => group)),
  place: fc.nat(9),
})

test('the pages hold exactly what passes the filter, in order, ten a page but the last', () => {
  fc.assert(
    fc.property(anyIncidents, filters, (list, { place: at, ...given }) => {
      const incidents = incidentsOf(list)
      const place = placesIn(incidents)[at] ?? null
      const filter: IncidentFilter = { ...given, several: [], place }
      const { total } = countMatches(incidents, filter)
      const pages = Array.from({ length: pageOf(total, 1, PAGE_LENGTH).of }, (_, index) =>
        incidentsOn(pageOf(total, index + 1, PAGE_LENGTH), incidents, filter),
      )
      const passing = Array.from(sortedIndices(incidents, ALL))
        .filter((index) => place === null || place.at.includes(incidents.streetAt[index] ?? -1))
        .map((index) => incidents.at(index))
        .filter(
          (one) =>
            (given.category === null || filterOfCategory(one.category) === given.category) &&
            (given.outcome === null || groupOfIncident(one) === given.outcome),
        )
      expect(pages.flat()).toEqual(passing)
      expect(passing.length).toBe(total)
      for (const page of pages.slice(0, -1)) expect(page.length).toBe(PAGE_LENGTH)
      if (total > 0) expect(pages.at(-1)?.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})
