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

/** The group that an outcome's words belong to; "other" for words nobody has read yet. */
export const outcomeGroup = (words: string): OutcomeGroup => {
  const lower = words.toLowerCase()
  return READINGS.find(([reading]) => reading.test(lower))?.[1] ?? 'other'
}
