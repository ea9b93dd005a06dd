import { isKnownCategory } from '../../crime/category.ts'
import type { IncidentDetails } from '../../crime/incidents.ts'
import { type OutcomeGroup, outcomeGroup } from '../../crime/outcome.ts'
import { isNamed, type Street } from '../../crime/street.ts'

/** Which incidents are shown; null lets all through. */
export type Filter = {
  /** One of the known categories, or UNLISTED. */
  readonly category: string | null
  readonly outcome: OutcomeGroup | null
  /** The police's street id. */
  readonly street: number | null
}

/** All categories nobody here knows yet, together: their slugs are the API's, and stand in no value of ours. */
export const UNLISTED = 'unlisted'

/** What a category is filtered by. */
export const filterOfCategory = (slug: string): string => (isKnownCategory(slug) ? slug : UNLISTED)

/** Whether incidents with these details pass. */
export const passesDetails = ({ category, outcome }: Filter, details: IncidentDetails): boolean =>
  (category === null || filterOfCategory(details.category) === category) &&
  (outcome === null || outcomeGroup(details.outcome) === outcome)

/** Whether incidents on a street pass. One street id can stand with and without a name: only the named one is chosen. */
export const passesStreet = ({ street: chosen }: Filter, street: Street): boolean =>
  chosen === null || (street.streetId === chosen && isNamed(street))
