import { expect, test } from 'vitest'
import { outcomeShortName } from '../../src/crime/outcome-short-name.ts'

// The outcomes of data.police.uk, with a wording that has drifted.
const PUBLISHED = [
  'Action to be taken by another organisation',
  'Awaiting court outcome',
  'Court case unable to proceed',
  'Court result unavailable',
  'Defendant found not guilty',
  'Defendant sent to Crown Court',
  'Formal action is not in the public interest',
  'Further action is not in the public interest',
  'Further investigation is not in the public interest',
  'Investigation complete; no suspect identified',
  'Local resolution',
  'Offender deprived of property',
  'Offender fined',
  'Offender given a caution',
  'Offender given a drugs possession warning',
  'Offender given a penalty notice',
  'Offender given absolute discharge',
  'Offender given community sentence',
  'Offender given conditional discharge',
  'Offender given suspended prison sentence',
  'Offender ordered to pay compensation',
  'Offender otherwise dealt with',
  'Offender sent to prison',
  'Status update unavailable',
  'Suspect charged',
  'Suspect charged as part of another case',
  'Unable to prosecute suspect',
  'Under investigation',
]

test('each published outcome has a short name of its own, of at most 20 characters', () => {
  const names = PUBLISHED.map(outcomeShortName)
  for (const name of names) expect(name.length).toBeLessThanOrEqual(20)
  expect(new Set(names).size).toBe(PUBLISHED.length)
})

test('drifted words are the same outcome, short and unknown words stay', () => {
  expect(outcomeShortName('Offender given penalty notice')).toBe('Penalty notice')
  expect(outcomeShortName('Under investigation')).toBe('Under investigation')
  expect(outcomeShortName('Something that nobody has read yet')).toBe('Something that nobody has read yet')
})
