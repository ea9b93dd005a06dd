import { isKnownCategory } from '../../crime/category.ts'
import type { Kind } from '../../crime/incident.ts'
import { type OutcomeGroup, outcomeGroup } from '../../crime/outcome.ts'
import type { Street } from '../../crime/street.ts'

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

/** Whether incidents of a kind pass. */
export const kindPasses = ({ category, outcome }: Filter, kind: Kind): boolean =>
  (category === null || filterOfCategory(kind.category) === category) &&
  (outcome === null || outcomeGroup(kind.outcome) === outcome)

/** Whether incidents on a place pass. A street stands for its named place: records without a name are nowhere. */
export const placePasses = ({ street }: Filter, place: Street): boolean =>
  street === null || (place.streetId === street && place.name !== '')
