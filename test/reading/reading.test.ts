import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { besideAnswer } from '../../src/reading/messages.ts'
import { type PlaceFailure, type Reading, read } from '../../src/reading/reading.ts'
import { anyPostcode } from '../support/arbitraries/any-postcode.ts'
import { anyUnicodeText } from '../support/arbitraries/any-unicode-text.ts'
import { hostileText } from '../support/hostile-report.ts'
import { TYPED_LINES } from './typed-lines.ts'

const MAX_COMPARED = 4

const problem = (failure: PlaceFailure | undefined): string => {
  switch (failure?.kind) {
    case undefined:
      return 'where'
    case 'not-covered':
      return failure.where === null ? `no area ${failure.postcode.slice(0, 2)}` : `elsewhere ${failure.where}`
    case 'first-half':
      return failure.where === null ? `first half ${failure.outward}` : `elsewhere ${failure.where}`
    case 'place-name':
      return `place name ${failure.typed}`
    case 'invalid-postcode':
      return failure.suggestion === null ? `no postcode ${failure.typed}` : `slip ${failure.suggestion}`
  }
}

const lookUp = ({ postcodes, failures, verb }: Reading): string => {
  if (postcodes.length === 0) return problem(failures[0])
  if (postcodes.length > MAX_COMPARED) return 'too many'
  if (postcodes.length > 1) return `compare ${postcodes.join(', ')}`
  return `${verb === 'chart' ? 'chart' : 'report'} ${postcodes.join()}`
}

/** A reading in the words of the table. */
const meaningOf = (reading: Reading): string => {
  const { intent, postcodes, failures, categories } = reading
  const places = postcodes.join(', ')
  const named = categories.length === 0 ? '' : `; ${categories.join(', ')}`
  switch (intent) {
    case 'look-up':
      return problem(failures[0]).startsWith('first half') && places === ''
        ? lookUp(reading)
        : `${lookUp(reading)}${named}`
    case 'alert':
      if (places !== '') return `alert ${places}${named}`
      return failures[0]?.kind === 'invalid-postcode' ? `alert ${problem(failures[0])}${named}` : 'alert form'
    case 'help':
    case 'forget':
    case 'saved':
      return intent
    default:
      return places === '' ? intent : `${intent} ${places}`
  }
}

test.each(TYPED_LINES)('%j means %s', (typed = '', means = '') => {
  expect(meaningOf(read(typed))).toBe(means)
})

test.each([
  ['save LE1 1WA Head office', 'Head office'],
  ['save Head office LE1 1WA', 'Head office'],
  ['save "Depot, Leeds" LS1 4AP', 'Depot, Leeds'],
  ['LE1 1WA - Leicester office', 'Leicester office'],
  ['save LE1 1WA', null],
])('%j labels its place %j', (typed, label) => {
  expect(read(typed).label).toBe(label)
})

describe('what is said besides', () => {
  const remarks = (typed: string) => read(typed).remarks.map(({ kind, text }) => `${kind}: ${text}`)

  test.each([
    ['LE1 1WA today, this year, last month', ['only-latest: this year']],
    ['LE1 1WA safe or dangerous', ['risk: safe']],
    ['LE1 1WA murder and rape', ['counted-under: murder', 'counted-under: rape']],
    ['LE1 1WA flying dragons', ['not-understood: flying dragons']],
    ['LE1 1WA except drugs', ['except: except drugs']],
    ['LE1 1WA bycicle theft', ['category-slip: bycicle theft']],
    ['LE1 1WA crimnal damage', []],
    ['save LE1 1WA flying', []],
  ])('of %j is %j', (typed, expected) => {
    expect(remarks(typed)).toEqual(expected)
  })

  test.each([
    'LE1 1WA <https://maps.example.com/?q=LE1+1WA>',
    '<https://homes.example.com/properties/12345678#/?channel=RES_BUY> LE1 1WA',
    'save LE1 1WA https://example.com/office',
    'LE1 1WA :8ball: :+1::skin-tone-2:',
    'save LE1 1WA for <@U1|priya s>',
  ])('%s: an address, an emoji and somebody’s name are no words', (typed) => {
    const { postcodes, label, remarks } = read(typed)
    expect({ postcodes, label }).toEqual({ postcodes: ['LE1 1WA'], label: null })
    expect(remarks.filter(({ kind }) => kind !== 'mention')).toEqual([])
  })

  test('of how to share is said once', () => {
    const beside = besideAnswer(read('share LE1 1WA with <@U2>'), {
      audience: 'channel',
      canChart: true,
      isChart: false,
    })
    expect(beside).toBe('To show others, press Share to channel.')
  })

  test('is nothing of the names of places', () => {
    for (const [typed, means, says] of TYPED_LINES)
      if (means.startsWith('report') && says === undefined) expect(remarks(typed), typed).toEqual([])
  })
})

const SPELLINGS: readonly ((postcode: string) => string)[] = [
  (it) => it,
  (it) => it.toLowerCase(),
  (it) => it.replace(' ', ''),
  (it) => it.replace(' ', '').toLowerCase(),
  (it) => it.replace(' ', '\u00a0'),
  (it) => it.replace(' ', '   '),
  (it) => it.replace(' ', '-'),
  (it) => `“${it}”,`,
  (it) => `(${it})`,
  (it) => [...it.replace(' ', '')].join(' '),
]
const spelled = fc.constantFrom(...SPELLINGS)
const WORDINGS = [
  ...CATEGORIES.flatMap(({ slug, name, shortName }) =>
    [slug, name, shortName].map((words) => ({ slug, words })),
  ),
  { slug: 'vehicle-crime', words: 'car crime' },
  { slug: 'violent-crime', words: 'assault' },
  { slug: 'possession-of-weapons', words: 'knife crime' },
  { slug: 'anti-social-behaviour', words: 'ASB' },
]

test('any postcode in any spelling, beside any wording of a category, comes back with it', () => {
  fc.assert(
    fc.property(
      anyPostcode,
      spelled,
      fc.constantFrom(...WORDINGS),
      fc.constantFrom(' ', ' near ', ' in ', ', ', '\n', ' - '),
      fc.boolean(),
      (postcode, spell, { words, slug }, gap, isFirst) => {
        const typed = spell(postcode)
        const reading = read(isFirst ? `${words}${gap}${typed}` : `${typed}${gap}${words}`)
        expect(reading).toMatchObject({
          intent: 'look-up',
          postcodes: [postcode],
          categories: [slug],
          failures: [],
          remarks: [],
        })
      },
    ),
    { numRuns: 1_000 },
  )
})

test('any postcodes come back, each once and in their order', () => {
  fc.assert(
    fc.property(
      fc.array(anyPostcode, { minLength: 2, maxLength: 8 }),
      fc.constantFrom(' ', ' vs ', ' and ', ', ', ' & ', ',', ' / ', '\n', '; '),
      (postcodes, between) => {
        expect(read(postcodes.join(between)).postcodes).toEqual([...new Set(postcodes)])
      },
    ),
  )
})

test('any categories come back in the police’s order, however they are separated', () => {
  const separator = fc.constantFrom(', ', ' and ', ' & ', '; ', ' , and ', ' + ', '/', '\n')
  fc.assert(
    fc.property(fc.subarray([...CATEGORIES], { minLength: 1 }), separator, (categories, between) => {
      const typed = categories
        .map(({ name }) => name)
        .toReversed()
        .join(between)
      expect(read(`LE1 1WA ${typed}`).categories).toEqual(categories.map(({ slug }) => slug))
    }),
  )
})

test('a slip of any postcode is mended, or it is said to be none; it is never another place', () => {
  const swap = fc.constantFrom(['0', 'O'], ['1', 'I'], ['1', 'l'], ['5', 'S'], ['S', '5'], ['O', '0'])
  fc.assert(
    fc.property(anyPostcode, swap, (postcode, [from = '', to = '']) => {
      const slip = postcode.replace(from, to)
      fc.pre(slip !== postcode && !parsePostcode(slip).ok)
      const { postcodes, failures } = read(slip)
      expect(postcodes).toEqual([])
      expect(failures).toHaveLength(1)
      if (failures[0]?.kind === 'invalid-postcode' && failures[0].suggestion !== null)
        expect([postcode, failures[0].suggestion]).toContain(failures[0].suggestion)
    }),
  )
})

test('nothing that can be typed makes it throw, and every postcode in it is one', () => {
  const pieces = fc.array(
    fc.oneof(hostileText, anyPostcode, anyUnicodeText(), fc.constantFrom('vs', 'burglary', 'LE1', 'off')),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, fc.boolean(), (typed, freeText) => {
      const { postcodes, possible, categories } = read(typed.join(' '), { freeText })
      for (const postcode of [...postcodes, ...possible])
        expect(parsePostcode(postcode)).toEqual({ ok: true, value: postcode })
      expect(new Set(postcodes).size).toBe(postcodes.length)
      expect(CATEGORIES.map(({ slug }) => slug)).toEqual(expect.arrayContaining([...categories]))
    }),
    { numRuns: 1_000 },
  )
})
