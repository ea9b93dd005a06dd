import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaOf, parseFirstHalf, parsePostcode } from '../../src/crime/postcode.ts'
import { COVERED_AREAS, postcodesOf } from '../support/arbitraries/any-covered-postcode.ts'
import { anyUnicodeText } from '../support/arbitraries/any-unicode-text.ts'
import { postcode } from '../support/incidents.ts'

const covered = postcodesOf(COVERED_AREAS)

describe('whatever is typed', () => {
  const anything = fc.oneof(
    anyUnicodeText({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('\u0000', '\u0007', '\u202e', '\ud800', '\udfff', '\ufdfa', 'ß', 'ı', '1'),
    }),
    fc.string({ minLength: 10_000, maxLength: 10_000 }),
  )

  test('nothing throws, and a failure repeats what was typed', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const read = parsePostcode(typed)
        if (read.ok) expect(parsePostcode(read.value)).toEqual(read)
        else if (read.failure.kind === 'invalid-postcode') expect(read.failure.typed).toBe(typed)
      }),
    )
  })

  test('a postcode somewhere in 10,000 characters is none', () => {
    expect(parsePostcode(`${' '.repeat(10_000)}SW1A 1AA`)).toMatchObject({ ok: false })
  })
})

describe('a covered postcode', () => {
  const gap = fc.string({ unit: fc.constantFrom(' ', '\u00a0', '\u202f', '\t', '\u200b'), maxLength: 2 })
  const around = fc.constantFrom('', '"', "'", '“', '’', '‘', '`')
  const dressed = fc.tuple(
    covered,
    around,
    gap,
    fc.constantFrom('', '.', '. '),
    fc.infiniteStream(fc.boolean()),
  )

  test('is read in any case, spacing and quotes, with or without a full stop', () => {
    fc.assert(
      fc.property(dressed, ([canonical, quote, space, stop, upper]) => {
        const spelt = [...canonical.replace(' ', space)]
          .map((character) => (upper.next().value ? character : character.toLowerCase()))
          .join('')
        expect(parsePostcode(`${space}${quote}${spelt}${quote}${stop}`)).toEqual({
          ok: true,
          value: canonical,
        })
      }),
    )
  })

  test('has its leading letters as its area', () => {
    fc.assert(
      fc.property(covered, (canonical) => {
        expect(areaOf(postcode(canonical))).toBe(/^[A-Z]+/.exec(canonical)?.[0])
      }),
    )
    expect(areaOf(postcode('LE1 1WA'))).toBe('LE')
    expect(areaOf(postcode('m1 1ae'))).toBe('M')
  })
})

// The examples of en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom, "Formatting".
describe('each form that a postcode has', () => {
  test.each([
    ['A9 9AA', 'M1 1AE', 'M1', 'M'],
    ['A99 9AA', 'B33 8TH', 'B33', 'B'],
    ['A9A 9AA', 'W1A 0AX', 'W1A', 'W'],
    ['AA9 9AA', 'CR2 6XH', 'CR2', 'CR'],
    ['AA99 9AA', 'DN55 1PT', 'DN55', 'DN'],
    ['AA9A 9AA', 'EC1A 1BB', 'EC1A', 'EC'],
  ])('%s: %s has the first half %s, of area %s', (_, canonical, outward, area) => {
    for (const typed of [canonical, canonical.replace(' ', ''), canonical.toLowerCase()])
      expect(parsePostcode(typed)).toEqual({ ok: true, value: canonical })
    expect(parseFirstHalf(outward)).toEqual({ outward, where: null })
    expect(areaOf(postcode(canonical))).toBe(area)
  })
})

describe('a table of what people type', () => {
  test.each([
    'SW1A 1AA',
    'sw1a1aa',
    'Sw1A  1aA',
    'S W 1 A 1 A A',
    ' SW1A 1AA ',
    'SW1A\u00a01AA',
    'SW1A\u20071AA',
    '“SW1A 1AA”',
    '‘SW1A 1AA’',
    '"SW1A 1AA"',
    "'SW1A 1AA'",
    '`SW1A 1AA`',
    'SW1A 1AA.',
    'SW1A-1AA',
    'SW1A–1AA',
    'SW1A\n1AA',
    'ＳＷ１Ａ １ＡＡ',
    '\u200eSW1A 1AA\u200f',
  ])('%j is SW1A 1AA', (typed) => {
    expect(parsePostcode(typed)).toEqual({ ok: true, value: 'SW1A 1AA' })
  })

  test.each([
    ['EH1 1YZ', 'Scotland'],
    ['zE1 0aa', 'Scotland'],
    ['DD1 1AA', 'Scotland'],
    ['BT35 8GE', 'Northern Ireland'],
    ['IM1 1AA', 'the Isle of Man'],
    ['JE2 3AB', 'the Channel Islands'],
    ['GY1 1AA', 'the Channel Islands'],
    ['ZZ1 1AA', null],
    ['AA9A 9AA', null],
  ])('%s is well formed and not covered: %s', (typed, where) => {
    expect(parsePostcode(typed)).toMatchObject({ ok: false, failure: { kind: 'not-covered', where } })
  })

  test('a Scottish postcode is told as such in its canonical form', () => {
    expect(parsePostcode('eh11yz')).toEqual({
      ok: false,
      failure: { kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' },
    })
  })

  test.each(['TD15 1AA', 'DG16 5HT'])('%s may lie in England, and the supplier knows whether', (typed) => {
    expect(parsePostcode(typed)).toEqual({ ok: true, value: typed })
  })

  // Each would cost a token, and no such postcode can exist.
  test.each([
    ['CB1X 0BY', 'a letter behind the digit, outside central London'],
    ['S01 4AA', 'a district that begins with 0'],
    ['LE0 1WA', 'a district 0 where there is none'],
    ['SO1 4AA', 'one digit, in an area whose districts have two'],
    ['HD10 1AA', 'two digits, in an area whose districts have one'],
    ['EC1 1AA', 'no letter, in a district that is divided by letters'],
    ['SW1Z 1AA', 'a letter that divides no district there'],
    ['LE1 1WC', 'a letter that no second half has'],
  ])('%s is none: %s', (typed) => {
    expect(parsePostcode(typed)).toMatchObject({ ok: false, failure: { kind: 'invalid-postcode' } })
  })

  test.each([
    'BS0 1AA',
    'BS10 1AA',
    'EC1A 1BB',
    'W1A 0AX',
    'WC2N 5DU',
    'N1C 4AG',
    'SE1 9SG',
    'SE1P 5LX',
    'NW1W 8JR',
    'E1W 1AA',
    'SO14 7DU',
    'LL11 1AA',
    'FY0 8AA',
    'WC1X 0AA',
    'SW1P 3JX',
    'CR0 2YR',
  ])('%s is one', (typed) => {
    expect(parsePostcode(typed)).toEqual({ ok: true, value: typed })
  })

  test.each([
    ['SW1A', 'SW1A', null],
    ['sw1', 'SW1', null],
    ['M1', 'M1', null],
    ['LL11', 'LL11', null],
    ['AB10', 'AB10', 'Scotland'],
    ['BT1', 'BT1', 'Northern Ireland'],
  ])('%s is the first half %s, of %s', (typed, outward, where) => {
    expect(parseFirstHalf(typed)).toEqual({ outward, where })
  })

  test.each(['', 'ZZ1', 'A1', 'LL1', 'CB1X', '1AA', 'LE1 1WA', 'LE', 'x'.repeat(100)])(
    '%j is no first half',
    (typed) => {
      expect(parseFirstHalf(typed)).toBeNull()
    },
  )

  test.each([
    '',
    ' ',
    '.',
    'SW1A',
    'SW1A 1',
    'SW1A 1A',
    'SW1A 1AAA',
    '1AA',
    'LE1 1WA SW1A 1AA',
    'LE1 1WA and SW1A 1AA',
    '*SW1A 1AA*',
    '_SW1A 1AA_',
    '<@U123>',
    '<!channel>',
    '<https://example.org|SW1A 1AA>',
    "'; DROP TABLE saved_place; --",
    "SW1A 1AA' OR 1=1",
    'SW1A 1AA&key=',
    'SW1A 1AA/../',
    '🏠',
    'SW1A 1AA 🏠',
    'Definitely wrong',
    '12FSSD',
    '1A1 1AA',
    'EH1 JS',
    'null',
    'undefined',
    '__proto__',
  ])('%j is no full postcode', (typed) => {
    expect(parsePostcode(typed)).toEqual({
      ok: false,
      failure: { kind: 'invalid-postcode', typed, suggestion: null },
    })
  })
})
