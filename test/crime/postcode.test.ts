import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaOf, parsePostcode } from '../../src/crime/postcode.ts'
import { COVERED_AREAS, postcodesOf } from '../support/covered-postcodes.ts'
import { postcode } from '../support/incidents.ts'

const covered = postcodesOf(COVERED_AREAS)
const LOOKALIKES = ['O0', 'I1', 'S5', '0O', '1I', '5S']

const suggestionFor = (typed: string): string | null => {
  const read = parsePostcode(typed)
  return !read.ok && read.failure.kind === 'invalid-postcode' ? read.failure.suggestion : null
}

const differences = (a: string, b: string): string[] =>
  [...a].flatMap((character, at) => (character === b[at] ? [] : [`${character}${b[at]}`]))

/** All ways to swap one lookalike that give a covered postcode. */
const waysToMend = (typed: string): string[] => {
  const compact = typed.replace(/ /g, '')
  return [...compact].flatMap((character, at) =>
    LOOKALIKES.filter((pair) => pair[0] === character)
      .map((pair) => compact.slice(0, at) + pair[1] + compact.slice(at + 1))
      .filter((swapped) => parsePostcode(swapped).ok),
  )
}

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
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

describe('a suggestion', () => {
  // Canonical postcodes with up to two characters swapped for their lookalike: near misses of all kinds.
  const slips = fc
    .tuple(postcodesOf([...COVERED_AREAS, 'ZZ', 'OO', 'SI', 'G', 'IM']), fc.nat(7), fc.nat(7))
    .map(([canonical, ...places]) =>
      [...canonical.replace(' ', '')]
        .map((character, at) =>
          places.includes(at)
            ? (LOOKALIKES.find((pair) => pair[0] === character)?.[1] ?? character)
            : character,
        )
        .join(''),
    )

  test('is itself a postcode, one lookalike away, and the only one', () => {
    let given = 0
    fc.assert(
      fc.property(slips, (typed) => {
        const suggestion = suggestionFor(typed)
        if (suggestion === null) return
        given += 1
        expect(parsePostcode(suggestion)).toEqual({ ok: true, value: suggestion })
        const [swap, ...more] = differences(typed, suggestion.replace(' ', ''))
        expect(LOOKALIKES).toContain(swap)
        expect(more).toEqual([])
        expect(waysToMend(typed)).toHaveLength(1)
      }),
      { numRuns: 2_000 },
    )
    expect(given).toBeGreaterThan(50)
  })

  test('is given whenever a text that is no postcode at all has exactly one', () => {
    fc.assert(
      fc.property(slips, (typed) => {
        const read = parsePostcode(typed)
        fc.pre(!read.ok && read.failure.kind === 'invalid-postcode')
        const [only, ...others] = waysToMend(typed)
        const expected = others.length > 0 ? null : (only ?? null)
        expect(suggestionFor(typed)?.replace(' ', '') ?? null).toBe(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['LE1 IWA', 'LE1 1WA'],
    ['5W1A 1AA', 'SW1A 1AA'],
    ['SWIA 1AA', 'SW1A 1AA'],
    ['M1 OAA', 'M1 0AA'],
    ['LE1 1W5', 'LE1 1WS'],
    ['SI1 1AA', 'S11 1AA'],
    ['5W1A IAA', null],
    ['O1 1AA', null],
    ['ZZ1 1AA', null],
    ['SW1A', null],
  ])('for %s is %s', (typed, suggestion) => {
    expect(suggestionFor(typed)).toBe(suggestion)
  })

  test.each([
    ['BSO 1AA', ['B5O1AA', 'BS01AA']],
    ['SOI 1AA', ['S0I1AA', 'SO11AA']],
  ])('is not given for %s, which two swaps make a postcode', (typed, ways) => {
    expect(waysToMend(typed)).toEqual(ways)
    expect(parsePostcode(typed)).toMatchObject({ failure: { kind: 'invalid-postcode', suggestion: null } })
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

  test('Berwick is TD, and the supplier knows which of its postcodes are Scottish', () => {
    expect(parsePostcode('td15 1aa')).toEqual({ ok: true, value: 'TD15 1AA' })
  })

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
