import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRequest } from '../../src/command/read-request.ts'
import { CATEGORIES } from '../../src/crime/category.ts'
import { hostileText } from '../support/hostile-report.ts'
import { anyPostcode } from '../support/postcodes.ts'

/** The outcome in a line: "LE1 1WA", "LE1 1WA;burglary", "two LE1 1WA M1 1AE", "postcode leicester" … */
const told = (text: string): string => {
  const read = readRequest(text)
  if (read.ok) return [read.value.postcode, read.value.category ?? []].flat().join(';')
  const { failure } = read
  switch (failure.kind) {
    case 'two-postcodes':
      return ['two', ...failure.postcodes, failure.category?.slug ?? []].flat().join(' ')
    case 'category':
      return `category ${failure.unknown.typed} of ${failure.postcode}`
    case 'postcode': {
      const { failure: why, category } = failure
      const what = why.kind === 'not-covered' ? `elsewhere ${why.postcode}` : `postcode ${why.typed}`
      return category === null ? what : `${what};${category.slug}`
    }
  }
}

describe('read', () => {
  test.each([
    ['LE1 1WA', 'LE1 1WA'],
    ['  le11wa  ', 'LE1 1WA'],
    ['le11wa burglary', 'LE1 1WA;burglary'],
    ['LE1 1WA, car crime', 'LE1 1WA;vehicle-crime'],
    ['LE1 1WA - Violence and sexual offences', 'LE1 1WA;violent-crime'],
    ['sw 1a 1aa', 'SW1A 1AA'],
    ['S W 1 A 1 A A drugs', 'SW1A 1AA;drugs'],
    ['“LE1 1WA”', 'LE1 1WA'],
    ['‘LE1 1WA’ burglary.', 'LE1 1WA;burglary'],
    ['LE1\u00a01WA\u00a0burglary', 'LE1 1WA;burglary'],
    ['LE1\u200b1WA', 'LE1 1WA'],
    ['LE1 1WA le11wa', 'LE1 1WA'],
    ['LE1 1WA and LE1 1WA robbery', 'LE1 1WA;robbery'],
  ])('"%s" is %s', (text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

describe('not read', () => {
  test.each([
    ['two places', 'LE1 1WA vs M1 1AE', 'two LE1 1WA M1 1AE'],
    ['two places without a word between', 'LE1 1WA m11ae', 'two LE1 1WA M1 1AE'],
    ['two places and a category', 'LE1 1WA, and M1 1AE burglary', 'two LE1 1WA M1 1AE burglary'],
    ['the second is elsewhere', 'LE1 1WA and EH1 1YZ', 'elsewhere EH1 1YZ'],
    ['the first is elsewhere', 'EH1 1YZ and LE1 1WA', 'elsewhere EH1 1YZ'],
    ['elsewhere with a category', 'eh1 1yz burglary', 'elsewhere EH1 1YZ;burglary'],
    ['elsewhere with words', 'EH1 1YZ please', 'elsewhere EH1 1YZ'],
    ['a town and a category names the town only', 'leicester burglary', 'postcode leicester;burglary'],
    ['half a postcode and a category', 'LE1 burglary', 'postcode LE1;burglary'],
    [
      'half a postcode and a long category',
      'LE1 theft from the person',
      'postcode LE1;theft-from-the-person',
    ],
    ['a slip in a postcode', 'LE1 IWA', 'postcode LE1 IWA'],
    ['a category alone', 'burglary', 'postcode burglary'],
    ['an address', '10 downing street', 'postcode 10 downing street'],
    ['emoji', '🔥🔥', 'postcode 🔥🔥'],
    ['mrkdwn', '*LE1* <!channel>', 'postcode *LE1* <!channel>'],
    ['SQL', "'; DROP TABLE alerts; --", "postcode '; DROP TABLE alerts; --"],
    ['nothing', '', 'postcode '],
    ['spaces', ' \u00a0 ', 'postcode '],
    ['a category with a slip', 'LE1 1WA burglry', 'category burglry of LE1 1WA'],
    ['a category that is several', 'LE1 1WA theft', 'category theft of LE1 1WA'],
    ['a second word that is no place', 'LE1 1WA vs', 'category vs of LE1 1WA'],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

test('a slip keeps its suggestion and its category', () => {
  expect(readRequest('LE1 IWA drugs')).toMatchObject({
    failure: { kind: 'postcode', failure: { suggestion: 'LE1 1WA' }, category: { slug: 'drugs' } },
  })
})

const SPELLINGS: readonly ((postcode: string) => string)[] = [
  (it) => it,
  (it) => it.toLowerCase(),
  (it) => it.replace(' ', ''),
  (it) => it.replace(' ', '\u00a0'),
  (it) => it.replace(' ', '   '),
  (it) => `“${it}”,`,
  (it) => [...it.replace(' ', '')].join(' '),
]
const WORDINGS = [
  ...CATEGORIES.flatMap(({ slug, name, shortName }) =>
    [slug, name, shortName].map((words) => ({ slug, words })),
  ),
  { slug: 'vehicle-crime', words: 'car crime' },
  { slug: 'violent-crime', words: 'assault' },
  { slug: 'possession-of-weapons', words: 'knife crime' },
  { slug: 'anti-social-behaviour', words: 'ASB' },
]

test('any postcode in any spelling with any wording of a category comes back', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      fc.constantFrom(...SPELLINGS),
      fc.option(fc.constantFrom(...WORDINGS)),
      fc.constantFrom(' ', '  ', '\u00a0', '\n'),
      (postcode, spelled, wording, gap) => {
        const text = wording === null ? spelled(postcode) : `${spelled(postcode)}${gap}${wording.words}`
        expect(readRequest(text)).toEqual({ ok: true, value: { postcode, category: wording?.slug ?? null } })
      },
    ),
    { numRuns: 1_000 },
  )
})

test('any two postcodes are two places, or one twice', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      anyPostcode,
      fc.constantFrom(' ', ' vs ', ' and ', ', ', ' & '),
      (a, b, between) => {
        expect(told(`${a}${between}${b}`)).toBe(a === b ? a : `two ${a} ${b}`)
      },
    ),
  )
})

test('nothing that can be typed makes it throw', () => {
  const pieces = fc.array(fc.oneof(hostileText, anyPostcode, fc.constantFrom('vs', 'burglary', 'LE1')), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(pieces, (typed) => {
      expect(typeof readRequest(typed.join(' ')).ok).toBe('boolean')
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['one long word', 'x'.repeat(10_000)],
  ['five thousand words', 'x '.repeat(5_000)],
  ['a postcode and a long word', `LE1 1WA ${'burglar'.repeat(1_400)}`],
  ['a postcode and many words', `LE1 1WA ${'a '.repeat(5_000)}`],
  ['many postcodes', 'LE1 1WA '.repeat(1_250)],
  ['invisible characters', '\u200b'.repeat(10_000)],
])('10,000 characters are bounded work: %s', (_, text) => {
  readRequest(text)
  const begun = performance.now()
  readRequest(text)
  // A hundred times what it takes; work that grows with the square of the length would take seconds.
  expect(performance.now() - begun).toBeLessThan(200)
})
