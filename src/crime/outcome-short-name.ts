// Read from the words, in this order, so that new wordings of a known outcome still find their short name.
const READINGS: readonly [RegExp, string][] = [
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

const LONGEST = 20

/**
 * An outcome in at most 20 characters, the length of a chart's label in Slack, where the police's words for it
 * are known; other words are given back as they are.
 */
export const outcomeShortName = (words: string): string => {
  if (words.length <= LONGEST) return words
  const lower = words.toLowerCase()
  return READINGS.find(([reading]) => reading.test(lower))?.[1] ?? words
}
