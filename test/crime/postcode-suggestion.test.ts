import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { COVERED_AREAS, postcodesOf } from '../support/arbitraries/any-covered-postcode.ts'

const LOOKALIKES = ['O0', 'I1', 'L1', 'S5', '0O', '1I', '5S']

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
    ['LE1 lWA', 'LE1 1WA'],
    ['5W1A 1AA', 'SW1A 1AA'],
    ['SWIA 1AA', 'SW1A 1AA'],
    ['M1 OAA', 'M1 0AA'],
    ['LE1 1W5', 'LE1 1WS'],
    ['SI1 1AA', 'S11 1AA'],
    ['BSO 1AA', 'BS0 1AA'],
    ['SOI 1AA', null],
    ['5W1A IAA', null],
    ['O1 1AA', null],
    ['ZZ1 1AA', null],
    ['SW1A', null],
  ])('for %s is %s', (typed, suggestion) => {
    expect(suggestionFor(typed)).toBe(suggestion)
  })
})
