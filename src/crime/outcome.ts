/** A closed list to filter by: the police's own words change, and are kept beside it. */
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

/** The groups as people choose them. */
export const OUTCOME_GROUPS: readonly { readonly group: OutcomeGroup; readonly name: string }[] = [
  { group: 'no-suspect', name: 'No suspect identified' },
  { group: 'unable-to-prosecute', name: 'Unable to prosecute' },
  { group: 'under-investigation', name: 'Under investigation' },
  { group: 'court', name: 'Charged or at court' },
  { group: 'out-of-court', name: 'Caution, penalty or local resolution' },
  { group: 'not-in-public-interest', name: 'Not in the public interest' },
  { group: 'another-organisation', name: 'Passed to another organisation' },
  { group: 'status-unavailable', name: 'Status unavailable' },
  { group: 'other', name: 'Other outcomes' },
  { group: 'none', name: 'No outcome published' },
]

// Tried in this order. Patterns, so that a new wording of a known outcome still finds its group.
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

/** The group of an outcome by the police's words; "other" for unknown words, "none" where there is no outcome. */
export const outcomeGroup = (words: string | null): OutcomeGroup => {
  if (words === null) return 'none'
  const lower = words.toLowerCase()
  return GROUP_PATTERNS.find(([pattern]) => pattern.test(lower))?.[1] ?? 'other'
}

// Tried in this order, like the patterns above.
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

/** An outcome in at most 20 characters where the police's words for it are known; other words come back unchanged. */
export const outcomeShortName = (words: string): string => {
  if (words.length <= MAX_SHORT_NAME) return words
  const lower = words.toLowerCase()
  return SHORT_NAMES.find(([pattern]) => pattern.test(lower))?.[1] ?? words
}
