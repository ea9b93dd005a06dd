import { isKnownCategory } from '../../crime/category.ts'
import type { Incident } from '../../crime/incident.ts'
import { type OutcomeGroup, outcomeGroup } from '../../crime/outcome.ts'

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

// Outcomes are few and incidents many: each wording is read once.
const inGroup = (group: OutcomeGroup) => {
  const readings = new Map<string | null, boolean>()
  return (words: string | null): boolean => {
    const read = readings.get(words) ?? outcomeGroup(words) === group
    readings.set(words, read)
    return read
  }
}

/** Whether an incident passes. A street stands for its named place: records without a name are nowhere. */
export const passes = ({ category, outcome, street }: Filter): ((incident: Incident) => boolean) => {
  const inOutcome = outcome === null ? () => true : inGroup(outcome)
  return (incident) =>
    (category === null || filterOfCategory(incident.category) === category) &&
    (street === null || (incident.place.streetId === street && incident.place.name !== '')) &&
    inOutcome(incident.outcome)
}
