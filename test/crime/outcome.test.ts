import { describe, expect, test } from 'vitest'
import { groupOfIncident, OUTCOME_GROUPS, outcomeGroup, outcomeShortName } from '../../src/crime/outcome.ts'

// The police's own list (data.police.uk, "crime outcomes"), and wordings that were seen to drift from it.
const WORDINGS: [string, string][] = [
  ['Investigation complete; no suspect identified', 'no-suspect'],
  ['Investigation complete: no suspect identified', 'no-suspect'],
  ['Unable to prosecute suspect', 'unable-to-prosecute'],
  ['Under investigation', 'under-investigation'],
  ['Further investigation is not in the public interest', 'not-in-public-interest'],
  ['Further action is not in the public interest', 'not-in-public-interest'],
  ['Formal action is not in the public interest', 'not-in-public-interest'],
  ['Action to be taken by another organisation', 'another-organisation'],
  ['Action to be taken by another body or agency', 'another-organisation'],
  ['Status update unavailable', 'status-unavailable'],
  ['Local resolution', 'out-of-court'],
  ['Community resolution', 'out-of-court'],
  ['Offender given a caution', 'out-of-court'],
  ['Offender given conditional caution', 'out-of-court'],
  ['Offender given penalty notice', 'out-of-court'],
  ['Offender given a penalty notice', 'out-of-court'],
  ['Offender given a drugs possession warning', 'out-of-court'],
  ['Offender given drugs possession warning', 'out-of-court'],
  ['Suspect charged', 'court'],
  ['Suspect charged as part of another case', 'court'],
  ['Awaiting court outcome', 'court'],
  ['Court result unavailable', 'court'],
  ['Court case unable to proceed', 'court'],
  ['Defendant found not guilty', 'court'],
  ['Defendant sent to Crown Court', 'court'],
  ['Offender sent to prison', 'court'],
  ['Offender given suspended prison sentence', 'court'],
  ['Offender given a suspended prison sentence', 'court'],
  ['Offender given community sentence', 'court'],
  ['Offender given a community sentence', 'court'],
  ['Offender fined', 'court'],
  ['Offender ordered to pay compensation', 'court'],
  ['Offender given absolute discharge', 'court'],
  ['Offender given conditional discharge', 'court'],
  ['Offender given a conditional discharge', 'court'],
  ['Offender deprived of property', 'court'],
  ['Offender otherwise dealt with', 'court'],
]

describe('the group of an outcome', () => {
  test.each(WORDINGS)('%s: %s', (words, group) => {
    expect(outcomeGroup(words)).toBe(group)
    expect(outcomeGroup(words.toUpperCase())).toBe(group)
  })

  test.each(['Handed to the Mysteron unit', 'Investigation suspended', '', ' ', '<!channel>'])(
    '%j is among the others',
    (words) => {
      expect(outcomeGroup(words)).toBe('other')
    },
  )

  test('of an incident without one says whether one could have been given', () => {
    const group = (category: string) => groupOfIncident({ outcome: null, category })
    expect([group('burglary'), group('anti-social-behaviour')]).toEqual(['none', 'not-published'])
    expect(groupOfIncident({ outcome: 'Local resolution', category: 'anti-social-behaviour' })).toBe(
      'out-of-court',
    )
  })
})

describe('the groups people choose from', () => {
  test('are all that an outcome can be read as, each once', () => {
    const read = [...WORDINGS.map(([words]) => words), 'New words'].map(outcomeGroup)
    const reached = [...read, 'none', 'not-published']
    expect(OUTCOME_GROUPS.map(({ group }) => group).sort()).toEqual([...new Set(reached)].sort())
  })

  test('have names that differ', () => {
    expect(new Set(OUTCOME_GROUPS.map(({ name }) => name)).size).toBe(OUTCOME_GROUPS.length)
  })
})

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
  expect(outcomeShortName('Offender given suspended sentence')).toBe('Suspended sentence')
  expect(outcomeShortName('Under investigation')).toBe('Under investigation')
  expect(outcomeShortName('Investigation suspended')).toBe('Investigation suspended')
  expect(outcomeShortName('Something that nobody has read yet')).toBe('Something that nobody has read yet')
})
