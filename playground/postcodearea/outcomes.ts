import type { Random, Weight } from './random.ts'

/** A record's outcome: the police's wording and the month (YYYY-MM) of the decision. */
export type Outcome = { category: string; date: string }

type Mix = readonly Weight<string>[]

const noSuspect = 'Investigation complete; no suspect identified'
const unable = 'Unable to prosecute suspect'
const court = 'Court result unavailable'
const local = 'Local resolution'
const open = 'Under investigation'
const silent = 'Status update unavailable'
const rare: Mix = [
  ['Formal action is not in the public interest', 1.4],
  ['Offender given a caution', 1.2],
  ['Awaiting court outcome', 1.1],
  ['Further action is not in the public interest', 0.8],
  ['Further investigation is not in the public interest', 0.7],
  ['Action to be taken by another organisation', 0.5],
]

// Made-up proportions, close to a real city's month: theft is seldom solved, for violence a suspect
// is often known, and possession comes with its suspect.
const mixes = {
  taken: [[noSuspect, 66], [unable, 11], [open, 9], [court, 6], [silent, 2], [local, 2], ...rare],
  hurt: [[unable, 52], [noSuspect, 19], [court, 11], [open, 8], [local, 3], [silent, 1], ...rare],
  found: [[court, 26], [local, 25], [unable, 18], [open, 9], [noSuspect, 7], [silent, 6], ...rare],
} as const satisfies Record<string, Mix>

const mixOf: Readonly<Record<string, Mix>> = {
  drugs: mixes.found,
  'possession-of-weapons': mixes.found,
  'public-order': mixes.hurt,
  'violent-crime': mixes.hurt,
  'other-crime': mixes.hurt,
}

/** One non-null outcome in so many is missing outside anti-social behaviour. */
const missingOnceIn = 300

/**
 * For anti-social behaviour none is ever published: null. Each is of the incident's month, since of the latest month no
 * later outcome is published.
 */
export const outcomeOf = (category: string, month: string, random: Random): Outcome | null => {
  if (category === 'anti-social-behaviour' || random.whole(1, missingOnceIn) === 1) return null
  return { category: random.weighted<string>(mixOf[category] ?? mixes.taken), date: month }
}
