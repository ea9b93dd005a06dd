import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import type { Incident } from '../../../src/crime/incidents.ts'
import { OUTCOME_GROUPS } from '../../../src/crime/outcome.ts'
import { type IncidentFilter, passesDetails, passingStreets } from '../../../src/report/browse/page.ts'
import { filterOfCategory, UNLISTED } from '../../../src/report/browse/state.ts'
import { incident } from '../../support/incidents.ts'

const ALL: IncidentFilter = { category: null, several: [], outcome: null, street: null }
const onStreet = (streetId: number | null, name: string): Incident =>
  incident({ street: { streetId, name, north: null, east: null } })
const passing = (given: Partial<IncidentFilter>, incidents: readonly Incident[]): number => {
  const filter = { ...ALL, ...given }
  const streets = passingStreets(
    filter,
    incidents.map((one) => one.street),
  )
  return incidents.filter((one, at) => passesDetails(filter, one) && streets[at]).length
}

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

test('two streets of one name are one place, whichever of their ids is chosen', () => {
  const incidents = [onStreet(1, 'High Street'), onStreet(2, 'High Street'), onStreet(3, 'Mill Lane')]
  expect(passing({ street: 1 }, incidents)).toBe(2)
  expect(passing({ street: 2 }, incidents)).toBe(2)
  expect(passing({ street: 3 }, incidents)).toBe(1)
})

test('a street without a name is never the chosen one, whatever its id', () => {
  expect(passing({ street: 0 }, [onStreet(0, ''), onStreet(0, 'Mill Lane'), onStreet(null, '')])).toBe(1)
})

test('all filters must let an incident pass', () => {
  const drugs = incident({ category: 'drugs', outcome: null })
  const both: Partial<IncidentFilter> = { category: 'drugs', outcome: 'none' }
  expect(passing(both, [drugs, incident({ category: 'drugs' }), incident({ outcome: null })])).toBe(1)
})
