import fc from 'fast-check'
import { CATEGORIES } from '../../../src/crime/category.ts'
import type { Incident } from '../../../src/crime/incidents.ts'
import { NO_LOCATION } from '../../../src/crime/street.ts'
import { month, street } from '../incidents.ts'

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
const STREETS = ['High Street', 'High Street', 'Station (dlr)', "King's Yard", '', ''].map((name) =>
  street(name),
)

/** Any incident, on one of a few streets that they share. */
export const anyIncident: fc.Arbitrary<Incident> = fc.record({
  category: categories,
  month: months,
  street: fc.constantFrom(...STREETS, NO_LOCATION),
  outcome: outcomes,
  outcomeMonth: fc.option(months),
  transportPolice: fc.boolean(),
})

/** From none to 2,000 of them. */
export const anyIncidents = fc.oneof(
  fc.array(anyIncident, { maxLength: 30 }),
  fc.array(anyIncident, { minLength: 500, maxLength: 2_000 }),
)
