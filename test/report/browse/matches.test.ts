import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANTI_SOCIAL_BEHAVIOUR, CATEGORIES } from '../../../src/crime/category.ts'
import type { Incident } from '../../../src/crime/incidents.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import type { Report } from '../../../src/crime/report.ts'
import { incidentsOn } from '../../../src/report/browse/incident-order.ts'
import {
  countMatches,
  findMatches,
  type IncidentFilter,
  placesIn,
} from '../../../src/report/browse/matches.ts'
import {
  browseReport,
  filterOfCategory,
  MULTIPLE_CATEGORIES,
  UNLISTED,
} from '../../../src/report/browse/state.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { anyIncident } from '../../support/arbitraries/any-incidents.ts'
import { FETCHED_AT, incident, incidentsOf, month, postcode, reportOf } from '../../support/incidents.ts'

const ALL: IncidentFilter = { category: null, several: [], outcome: null, place: null }
const onStreet = (streetId: number | null, name: string): Incident =>
  incident({ street: { streetId, name, north: null, east: null } })
const passing = (given: Partial<IncidentFilter>, incidents: readonly Incident[]): number =>
  countMatches(incidentsOf(incidents), { ...ALL, ...given }).total
const placed = (incidents: readonly Incident[]) =>
  countMatches(incidentsOf(incidents), ALL).places.map(({ place, count }) => [
    place.name,
    place.value,
    place.row,
    count,
  ])

test('without a filter everything passes', () => {
  expect(passing({}, [incident(), incident({ outcome: null }), onStreet(null, '')])).toBe(3)
})

test('a category lets its own incidents through', () => {
  const incidents = CATEGORIES.map(({ slug }) => incident({ category: slug }))
  for (const { slug } of CATEGORIES) expect(passing({ category: slug }, incidents)).toBe(1)
})

test('unknown categories are filtered together', () => {
  const incidents = ['cyber-crime', 'fly-tipping', '', 'burglary'].map((category) => incident({ category }))
  expect(passing({ category: UNLISTED }, incidents)).toBe(3)
  expect(passing({ category: 'burglary' }, incidents)).toBe(1)
})

test('a category that the supplier calls "unlisted" is an unknown one', () => {
  expect(filterOfCategory(UNLISTED)).toBe(UNLISTED)
  expect(passing({ category: UNLISTED }, [incident({ category: UNLISTED })])).toBe(1)
})

test('anti-social behaviour without an outcome is a group of its own, apart from what has none given', () => {
  const incidents = [
    incident({ outcome: null }),
    incident({ category: 'anti-social-behaviour', outcome: null }),
  ]
  expect(passing({ outcome: 'none' }, incidents)).toBe(1)
  expect(passing({ outcome: 'not-published' }, incidents)).toBe(1)
})

test('an outcome group holds every wording of it; "none" holds incidents without an outcome', () => {
  const words = [null, 'Under investigation', 'under investigation still', 'Suspect charged', 'Something new']
  const incidents = words.map((outcome) => incident({ outcome }))
  expect(passing({ outcome: 'none' }, incidents)).toBe(1)
  expect(passing({ outcome: 'under-investigation' }, incidents)).toBe(2)
  expect(passing({ outcome: 'court' }, incidents)).toBe(1)
  expect(passing({ outcome: 'other' }, incidents)).toBe(1)
})

test('every incident is in exactly one outcome group', () => {
  const incidents = [null, 'Local resolution', 'Offender given a caution', ''].map((outcome) =>
    incident({ outcome }),
  )
  const counts = OUTCOME_GROUPS.map(({ group }) => passing({ outcome: group }, incidents))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(incidents.length)
})

test('all filters must let an incident pass', () => {
  const drugs = incident({ category: 'drugs', outcome: null })
  const both: Partial<IncidentFilter> = { category: 'drugs', outcome: 'none' }
  expect(passing(both, [drugs, incident({ category: 'drugs' }), incident({ outcome: null })])).toBe(1)
})

test('places come with the most incidents first, the one without a name last', () => {
  const incidents = [onStreet(7, 'Abbey Lane'), onStreet(null, ''), onStreet(8, 'Mill Lane')]
  expect(placed([...incidents, onStreet(9, ''), onStreet(8, 'Mill Lane')])).toEqual([
    ['Mill Lane', '8', '#2', 2],
    ['Abbey Lane', '7', '#0', 1],
    ['Street not given', 'none', 'none', 2],
  ])
})

test('two streets of one name are one place, whichever of their ids is chosen', () => {
  const list = [onStreet(1, 'Shopping Area'), onStreet(2, 'Shopping Area'), onStreet(3, 'Mill Lane')]
  expect(placed(list)[0]).toEqual(['Shopping Area', '1', '#0', 2])
  const browsed = browseReport(postcode('LE1 1WA'), [])
  for (const place of ['1', '2', `#0.${FETCHED_AT}.2024-12`])
    expect(findMatches(reportOf(list), { ...browsed, place }).matches.total).toBe(2)
})

test('a place that the incidents do not have is no filter', () => {
  const browsed = browseReport(postcode('LE1 1WA'), [])
  for (const place of ['99', `#7.${FETCHED_AT}.2024-12`])
    expect(findMatches(reportOf([incident()]), { ...browsed, place })).toMatchObject({
      filter: { place: null },
      matches: { total: 1 },
    })
})

test('a row names a place of no figures that came after it, nor of another month’s', () => {
  const list = [onStreet(1, 'Mill Lane'), onStreet(2, 'Abbey Lane')]
  const chosenOf = (report: Report) => (place: string) => {
    const { filter, isRowOutdated } = findMatches(report, {
      ...browseReport(postcode('LE1 1WA'), []),
      place,
    })
    return isRowOutdated ? 'outdated' : filter.place?.name
  }
  const chosen = chosenOf(reportOf(list))
  expect(chosen(`#1.${FETCHED_AT + 1}.2024-12`)).toBe('Abbey Lane')
  expect(chosen(`#1.${FETCHED_AT - 1}.2024-12`)).toBe('outdated')
  // Another process drew it, from figures that are newer than these.
  expect(chosen(`#1.${FETCHED_AT + 1}.2025-01`)).toBe('outdated')
  expect(chosen(`#1.${FETCHED_AT + 1}.2024-12.2025-01`)).toBe('outdated')
  expect(chosen(`#1.${FETCHED_AT + 1}`)).toBe('outdated')
  expect(chosen('#1')).toBe('outdated')
  const two = chosenOf(reportOf([...list, incident({ month: month('2024-11') })]))
  expect(two(`#1.${FETCHED_AT}.2024-11.2024-12`)).toBe('Abbey Lane')
  expect(two(`#1.${FETCHED_AT}.2024-12`)).toBe('outdated')
})

test('a place counts only those of its streets that have a match', () => {
  const drugs = (one: Incident): Incident => ({ ...one, category: 'drugs' })
  const list = [
    onStreet(1, 'Shopping Area'),
    drugs(onStreet(2, 'Shopping Area')),
    onStreet(3, 'Shopping Area'),
  ]
  const streets = (given: Partial<IncidentFilter>) =>
    countMatches(incidentsOf(list), { ...ALL, ...given }).places.map((place) => place.streets)
  expect(streets({})).toEqual([3])
  expect(streets({ category: 'drugs' })).toEqual([1])
  expect(streets({ category: 'burglary' })).toEqual([2])
})

const filtersOf = (list: readonly Incident[]): fc.Arbitrary<IncidentFilter> =>
  fc.record({
    category: fc.constantFrom(null, UNLISTED, MULTIPLE_CATEGORIES, ...CATEGORIES.map(({ slug }) => slug)),
    several: anyCategories,
    outcome: fc.constantFrom(null, ...OUTCOME_GROUPS.map(({ group }) => group)),
    place: fc.constantFrom(null, ...placesIn(incidentsOf(list))),
  })

const shownBy = (list: readonly Incident[], filter: IncidentFilter): number =>
  incidentsOn({ start: 0, length: list.length }, incidentsOf(list), filter).length

test('with any filters, all that is offered has incidents, and its count is what choosing it shows', () => {
  const lists = fc.array(anyIncident, { maxLength: 120, size: 'max' })
  const cases = lists.chain((list) => fc.tuple(fc.constant(list), filtersOf(list)))
  fc.assert(
    fc.property(cases, ([list, filter]) => {
      const matches = countMatches(incidentsOf(list), filter)
      const shows = (change: Partial<IncidentFilter>) => shownBy(list, { ...filter, ...change })
      expect(matches.total).toBe(shows({}))
      const shown = incidentsOn({ start: 0, length: list.length }, incidentsOf(list), filter)
      const unpublished = shown.filter(
        (one) => one.category === ANTI_SOCIAL_BEHAVIOUR && one.outcome === null,
      )
      expect(matches.outcomeNotPublished).toBe(unpublished.length)
      expect(matches.several).toBe(shows({ category: MULTIPLE_CATEGORIES }))
      const offered = [
        ...matches.categories.map(([category, count]) => [count, shows({ category })]),
        ...[...matches.outcomes].map(([outcome, count]) => [count, shows({ outcome })]),
        ...matches.places.map(({ place, count }) => [count, shows({ place })]),
      ]
      for (const [count, shows] of offered) {
        expect(count).toBeGreaterThan(0)
        expect(shows).toBe(count)
      }
      // Nothing that would show an incident is missing.
      const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
      expect(sum(matches.categories.map(([, count]) => count))).toBe(shows({ category: null }))
      expect(sum([...matches.outcomes.values()])).toBe(shows({ outcome: null }))
      expect(sum(matches.places.map(({ count }) => count))).toBe(shows({ place: null }))
    }),
    { numRuns: 150 },
  )
})

test('no two places have the same value', () => {
  const ids = fc.constantFrom(null, 1, 2, 3, -1)
  const named = fc.tuple(ids, fc.constantFrom('High Street', 'High  Street', 'Mill Lane', ''))
  fc.assert(
    fc.property(fc.array(named, { maxLength: 12 }), (streets) => {
      const places = placesIn(incidentsOf(streets.map(([id, name]) => onStreet(id, name))))
      expect(new Set(places.map(({ value }) => value)).size).toBe(places.length)
      expect(new Set(places.map(({ row }) => row)).size).toBe(places.length)
    }),
  )
})
