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
  { group: 'none', name: 'None given or not published' },
]

// The first match counts. Patterns, so that a new wording of a known outcome still finds its group.
const GROUP_PATTERNS: readonly [RegExp, OutcomeGroup][] = [
  [/no suspect/, 'no-suspect'],
  [/unable to prosecute/, 'unable-to-prosecute'],
  [/public interest/, 'not-in-public-interest'],
  [/(another|other) (organisation|body|agency)/, 'another-organisation'],
  [/under investigation/, 'under-investigation'],
  [/caution|penalty notice|warning|local resolution|community resolution/, 'out-of-court'],
  [/court|charged|prison|fined|sentence|discharge|not guilty|compensation|deprived|offender/, 'court'],
  [/status update/, 'status-unavailable'],
]

/** The group of an outcome in the police's wording; "other" for an unknown one, "none" where there is no outcome. */
export const outcomeGroup = (outcome: string | null): OutcomeGroup => {
  if (outcome === null) return 'none'
  const lower = outcome.toLowerCase()
  return GROUP_PATTERNS.find(([pattern]) => pattern.test(lower))?.[1] ?? 'other'
}

// The first match counts.
const SHORT_NAMES: readonly [RegExp, string][] = [
  [/no suspect/, 'No suspect found'],
  [/unable to prosecute/, 'Unable to prosecute'],
  [/formal action.*public interest/, 'No formal action'],
  [/action.*public interest/, 'No further action'],
  [/investigation.*public interest/, 'No further inquiry'],
  [/(another|other) (organisation|body|agency)/, 'Other organisation'],
  [/awaiting court/, 'Awaiting court'],
  [/court result unavailable/, 'Court result unknown'],
  [/unable to proceed/, 'Case cannot proceed'],
  [/crown court/, 'To the Crown Court'],
  [/not guilty/, 'Found not guilty'],
  [/suspended/, 'Suspended sentence'],
  [/prison/, 'Sent to prison'],
  [/absolute discharge/, 'Absolute discharge'],
  [/conditional discharge/, 'Discharge on terms'],
  [/community (sentence|penalty)/, 'Community sentence'],
  [/compensation/, 'Compensation'],
  [/deprived of property/, 'Deprived of property'],
  [/otherwise dealt with/, 'Otherwise dealt with'],
  [/penalty notice/, 'Penalty notice'],
  [/(drugs|cannabis).*warning/, 'Drugs warning'],
  [/caution/, 'Caution'],
  [/charged as part of another/, 'Charged, other case'],
  [/status update unavailable/, 'Status unavailable'],
]

// A chart's label in Slack: docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
const MAX_SHORT_NAME = 20

/** An outcome in at most 20 characters where its wording is known; an unknown one is returned unchanged. */
export const outcomeShortName = (outcome: string): string => {
  if (outcome.length <= MAX_SHORT_NAME) return outcome
  const lower = outcome.toLowerCase()
  return SHORT_NAMES.find(([pattern]) => pattern.test(lower))?.[1] ?? outcome
}
