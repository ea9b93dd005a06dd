import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import type { ParsedPostcode } from '../../src/crime/report-query.ts'
import { readRequest } from '../../src/reading/read-request.ts'
import { anyPostcode } from '../support/arbitraries/any-postcode.ts'
import { hostileText } from '../support/hostile-report.ts'

const nameOf = (place: ParsedPostcode): string => {
  if (place.ok) return place.value
  return place.failure.kind === 'not-covered' ? `(${place.failure.postcode})` : `(${place.failure.typed}?)`
}
const several = (places: readonly ParsedPostcode[], category: string | null): string =>
  [places.map(nameOf).join(' | '), category ?? []].flat().join(';')

/** The outcome in a line: "LE1 1WA", "LE1 1WA;burglary", "LE1 1WA | M1 1AE", "postcode leicester" … */
const told = (text: string): string => {
  const read = readRequest(text)
  if (read.ok) {
    const { value } = read
    return value.kind === 'comparison'
      ? several(value.comparison.places, value.comparison.categories[0] ?? null)
      : [value.query.postcode, value.query.categories].flat().join(';')
  }
  const { failure } = read
  switch (failure.kind) {
    case 'too-many':
      return `too many, first ${several(failure.first.places, failure.first.categories[0] ?? null)}`
    case 'category':
      return `category ${failure.unknown.typed} of ${several(failure.places, null)}`
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
    ['burglary LE1 1WA', 'LE1 1WA;burglary'],
    ['violence and sexual offences near le11wa', 'LE1 1WA;violent-crime'],
    ['Burglary in LE1 1WA.', 'LE1 1WA;burglary'],
    ['LE1 1WA break in', 'LE1 1WA;burglary'],
    ['break in LE1 1WA', 'LE1 1WA;burglary'],
    ['break ins near LE1 1WA', 'LE1 1WA;burglary'],
    ['criminal damage & arson, LE1 1WA', 'LE1 1WA;criminal-damage-arson'],
    ['LE1 1WA vs', 'LE1 1WA'],
    ['near LE1 1WA', 'LE1 1WA'],
    ['in W V 1 1 A A', 'WV1 1AA'],
  ])('"%s" is %s', (text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

describe('several places', () => {
  test.each([
    ['LE1 1WA vs M1 1AE', 'LE1 1WA | M1 1AE'],
    ['le11wa VS. m11ae', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA v M1 1AE', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA m11ae', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA,M1 1AE', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA/M1 1AE', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA &amp; M1 1AE', 'LE1 1WA | M1 1AE'],
    ['compare LE1 1WA with M1 1AE', 'LE1 1WA | M1 1AE'],
    ['LE1 1WA, M1 1AE and ST20 0LY', 'LE1 1WA | M1 1AE | ST20 0LY'],
    ['LE1 1WA vs M1 1AE vs ST20 0LY vs SW1A 1AA', 'LE1 1WA | M1 1AE | ST20 0LY | SW1A 1AA'],
    ['LE1 1WA, and M1 1AE burglary', 'LE1 1WA | M1 1AE;burglary'],
    ['burglary LE1 1WA vs M1 1AE', 'LE1 1WA | M1 1AE;burglary'],
    ['LE1 1WA violence and sexual offences vs M1 1AE', 'LE1 1WA | M1 1AE;violent-crime'],
    ['M1 1AE vs LE1 1WA vs m1 1ae', 'M1 1AE | LE1 1WA'],
    ['LE1 1WA and EH1 1YZ', 'LE1 1WA | (EH1 1YZ)'],
    ['EH1 1YZ and LE1 1WA', '(EH1 1YZ) | LE1 1WA'],
    ['EH1 1YZ vs BT1 1AA', '(EH1 1YZ) | (BT1 1AA)'],
    ['LE1 1WA vs leicester', 'LE1 1WA | (leicester?)'],
    ['LE1 1WA vs M1 IAE', 'LE1 1WA | (M1 IAE?)'],
    ['LE1 1WA M1 IAE burglary', 'LE1 1WA | (M1 IAE?);burglary'],
    ['LE1 1WA, LE2', 'LE1 1WA | (LE2?)'],
  ])('"%s" is %s', (text, expected) => {
    expect(told(text)).toBe(expected)
  })

  test('are four at most, each counted once', () => {
    const four = 'LE1 1WA, M1 1AE, ST20 0LY, SW1A 1AA'
    expect(told(`${four}, LE1 1WA`)).toBe(four.replaceAll(', ', ' | '))
    expect(told(`${four}, E1 6AN drugs`)).toBe(`too many, first ${four.replaceAll(', ', ' | ')};drugs`)
  })
})

describe('not read', () => {
  test.each([
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
    [
      'a category of several with a slip',
      'LE1 1WA and M1 1AE burglry',
      'category burglry of LE1 1WA | M1 1AE',
    ],
    ['two categories', 'burglary LE1 1WA vs drugs M1 1AE', 'category burglary drugs of LE1 1WA | M1 1AE'],
    ['a category before a town', 'burglary in leicester', 'postcode leicester;burglary'],
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
        expect(told(text)).toBe([postcode, wording?.slug ?? []].flat().join(';'))
      },
    ),
    { numRuns: 1_000 },
  )
})

test('any category before any postcode in any spelling comes back', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom(...WORDINGS),
      fc.constantFrom(' ', ' near ', ' in ', ', ', '\u00a0'),
      (postcode, spelled, wording, gap) => {
        expect(told(`${wording.words}${gap}${spelled(postcode)}`)).toBe(`${postcode};${wording.slug}`)
      },
    ),
    { numRuns: 500 },
  )
})

test('any postcodes are so many places, each once and in order', () => {
  fc.assert(
    fc.property(
      fc.array(anyPostcode, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(' ', ' vs ', ' and ', ', ', ' & ', ',', ' / '),
      (postcodes, between) => {
        expect(told(postcodes.join(between))).toBe([...new Set(postcodes)].join(' | '))
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
