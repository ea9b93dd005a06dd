/** Our own closed list, to filter by; the police's words drift and are kept beside it. */
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

// Read from the words, in this order, so that new wordings of a known outcome still find their group.
const READINGS: readonly [RegExp, OutcomeGroup][] = [
  [/no suspect/, 'no-suspect'],
  [/unable to prosecute/, 'unable-to-prosecute'],
  [/public interest/, 'not-in-public-interest'],
  [/(another|other) (organisation|body|agency)/, 'another-organisation'],
  [/under investigation/, 'under-investigation'],
  [/caution|penalty notice|warning|local resolution|community resolution/, 'out-of-court'],
  [/court|charged|prison|fined|sentence|discharge|not guilty|compensation|deprived|offender/, 'court'],
  [/status update/, 'status-unavailable'],
]

/** The group that an outcome's words belong to; "other" for words nobody has read yet, "none" for none. */
export const outcomeGroup = (words: string | null): OutcomeGroup => {
  if (words === null) return 'none'
  const lower = words.toLowerCase()
  return READINGS.find(([reading]) => reading.test(lower))?.[1] ?? 'other'
}
