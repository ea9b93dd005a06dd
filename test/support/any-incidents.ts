import fc from 'fast-check'
import { CATEGORIES } from '../../src/crime/category.ts'
import type { Incident } from '../../src/crime/incident.ts'
import { NOWHERE } from '../../src/crime/street.ts'
import { month, place } from './incidents.ts'

const categories = fc.constantFrom(...CATEGORIES.map(({ slug }) => slug), 'cyber-crime', 'fly-tipping', '')
const outcomes = fc.constantFrom(
  null,
  null,
  'Under investigation',
  'Local resolution',
  'Suspect charged',
  'New words',
)
const months = fc.constantFrom(month('2025-12'), month('2026-01'), month('2026-02'))
// The same name twice and several blank ones, as published.
const PLACES = ['High Street', 'High Street', 'Station (dlr)', "King's Yard", '', ''].map((name) =>
  place(name),
)

/** Any incident, on one of few places that they share. */
export const anyIncident: fc.Arbitrary<Incident> = fc.record({
  category: categories,
  month: months,
  place: fc.constantFrom(...PLACES, NOWHERE),
  outcome: outcomes,
  outcomeMonth: fc.option(months),
})

/** From none to 2,000 of them. */
export const anyIncidents = fc.oneof(
  fc.array(anyIncident, { maxLength: 30 }),
  fc.array(anyIncident, { minLength: 500, maxLength: 2_000 }),
)
