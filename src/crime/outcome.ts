import { ANTI_SOCIAL_BEHAVIOUR } from './category.ts'
import type { IncidentDetails } from './incidents.ts'
import { oneLine } from './postcode.ts'

/** A group of outcomes to filter by: a closed list, while the police's wording changes. Reports show that wording. */
export type OutcomeGroup =
  | 'no-suspect'
  | 'unable-to-prosecute'
  | 'under-investigation'
  | 'court'
  | 'out-of-court'
  | 'not-in-public-interest'
  | 'another-organisation'
  | 'status-unavailable'
  | 'other'
  | 'none'
  | 'not-published'

/** The groups, in the order in which menus list them, with their names where they stand for several outcomes. */
export const OUTCOME_GROUPS: readonly { readonly group: OutcomeGroup; readonly name: string }[] = [
  { group: 'no-suspect', name: 'Investigation complete; no suspect identified' },
  { group: 'unable-to-prosecute', name: 'Unable to prosecute suspect' },
  { group: 'under-investigation', name: 'Under investigation' },
  { group: 'court', name: 'Court outcomes' },
  { group: 'out-of-court', name: 'Caution, penalty or local resolution' },
  { group: 'not-in-public-interest', name: 'Not in the public interest' },
  { group: 'another-organisation', name: 'Action to be taken by another organisation' },
  { group: 'status-unavailable', name: 'Status update unavailable' },
  { group: 'other', name: 'Other outcomes' },
  { group: 'none', name: 'None given' },
  { group: 'not-published', name: 'Not published' },
]

/** A published outcome as it is kept, on one line; null where it is blank or "none given". */
export const readOutcome = (published: string): string | null => {
  const outcome = oneLine(published)
  return outcome === '' || outcome.toLowerCase() === 'none given' ? null : outcome
}

// The first match counts. Patterns, so that a new wording of a known outcome still finds its group, and its short name
// where there is one.
const KNOWN: readonly (readonly [pattern: RegExp, group: OutcomeGroup, shortName?: string])[] = [
  [/no suspect/, 'no-suspect', 'No suspect found'],
  [/unable to prosecute/, 'unable-to-prosecute', 'Unable to prosecute'],
  [/formal action.*public interest/, 'not-in-public-interest', 'No formal action'],
  [/action.*public interest/, 'not-in-public-interest', 'No further action'],
  [/investigation.*public interest/, 'not-in-public-interest', 'No further inquiry'],
  [/public interest/, 'not-in-public-interest'],
  [/(another|other) (organisation|body|agency)/, 'another-organisation', 'Other organisation'],
  [/under investigation/, 'under-investigation'],
  [/penalty notice/, 'out-of-court', 'Penalty notice'],
  [/(drugs|cannabis).*warning/, 'out-of-court', 'Drugs warning'],
  [/caution/, 'out-of-court', 'Caution'],
  [/warning|local resolution|community resolution/, 'out-of-court'],
  [/awaiting court/, 'court', 'Awaiting court'],
  [/court result unavailable/, 'court', 'Result unavailable'],
  [/unable to proceed/, 'court', 'Case cannot proceed'],
  [/crown court/, 'court', 'To the Crown Court'],
  [/not guilty/, 'court', 'Found not guilty'],
  [/suspended.*sentence/, 'court', 'Suspended sentence'],
  [/prison/, 'court', 'Sent to prison'],
  [/absolute discharge/, 'court', 'Absolute discharge'],
  [/conditional discharge/, 'court', 'Discharge on terms'],
  [/community (sentence|penalty)/, 'court', 'Community sentence'],
  [/compensation/, 'court', 'Compensation'],
  [/deprived of property/, 'court', 'Deprived of property'],
  [/otherwise dealt with/, 'court', 'Otherwise dealt with'],
  [/charged as part of another/, 'court', 'Charged, other case'],
  [/court|charged|fined|sentence|discharge|deprived|offender/, 'court'],
  [/status update/, 'status-unavailable', 'Status unavailable'],
]

const knownAs = (outcome: string) => {
  const lower = outcome.toLowerCase()
  return KNOWN.find(([pattern]) => pattern.test(lower))
}

/** The group of an outcome in the police's wording; "other" for an unknown one. */
export const outcomeGroup = (outcome: string): OutcomeGroup => knownAs(outcome)?.[1] ?? 'other'

/** The group of an incident's outcome; without one, whether its category has outcomes at all. */
export const groupOfIncident = ({
  outcome,
  category,
}: Pick<IncidentDetails, 'outcome' | 'category'>): OutcomeGroup => {
  if (outcome !== null) return outcomeGroup(outcome)
  return category === ANTI_SOCIAL_BEHAVIOUR ? 'not-published' : 'none'
}

// A chart's label in Slack: docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
const MAX_SHORT_NAME = 20

/** An outcome in at most 20 characters where its wording is known; an unknown one is returned unchanged. */
export const outcomeShortName = (outcome: string): string =>
  outcome.length <= MAX_SHORT_NAME ? outcome : (knownAs(outcome)?.[2] ?? outcome)
