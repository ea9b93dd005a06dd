import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { CATEGORY_PHRASES, EVERYDAY_WORDS, nearestCategory } from '../../src/reading/category-phrases.ts'
import { read } from '../../src/reading/reading.ts'

const ALL_WORDS = CATEGORIES.flatMap(({ slug, name, shortName }) =>
  [slug, name, shortName, ...(EVERYDAY_WORDS[slug]?.split(', ') ?? [])].map(
    (words) => [words, slug] as const,
  ),
)

describe('the table of everyday words', () => {
  test('has words for each category, and for no other', () => {
    expect(Object.keys(EVERYDAY_WORDS).sort()).toEqual(CATEGORIES.map(({ slug }) => slug).sort())
  })

  test.each(ALL_WORDS)('"%s" is %s, before and behind a postcode', (words, slug) => {
    expect(read(`LE1 1WA ${words}`).categories).toEqual([slug])
    expect(read(`${words} LE1 1WA`).categories).toEqual([slug])
  })

  test('gives no phrase to two categories, and repeats none', () => {
    const phrases = ALL_WORDS.map(([words, slug]) => [words.toLowerCase().replace(/[^a-z]+/g, ' '), slug])
    expect(new Map(phrases.map(([phrase, slug]) => [phrase, slug])).size).toBe(
      new Set(phrases.map((pair) => pair.join())).size,
    )
    for (const words of Object.values(EVERYDAY_WORDS).map((list) => list.split(', ')))
      expect(new Set(words).size).toBe(words.length)
  })
})

// Written here and not read from the table: what people say must go on being understood.
test.each([
  ['car crime', 'vehicle-crime'],
  ['cars', 'vehicle-crime'],
  ['bikes', 'bicycle-theft'],
  ['Bike Theft', 'bicycle-theft'],
  ['break-ins', 'burglary'],
  ['ASB', 'anti-social-behaviour'],
  ['anti social behaviour', 'anti-social-behaviour'],
  ['antisocial behaviour', 'anti-social-behaviour'],
  ['knife crime', 'possession-of-weapons'],
  ['violence', 'violent-crime'],
  ['Violence & sexual offences', 'violent-crime'],
  ['violent crime', 'violent-crime'],
  ['criminal damage & arson', 'criminal-damage-arson'],
  ['vandalism', 'criminal-damage-arson'],
  ['mugging', 'robbery'],
  ['pickpockets', 'theft-from-the-person'],
  ['drug dealing', 'drugs'],
  ['  “Burglary”. ', 'burglary'],
  ['SHOP_THEFT', 'shoplifting'],
  ['ｂｕｒｇｌａｒｙ', 'burglary'],
  ['other', 'other-crime'],
])('%s: %s', (typed, slug) => {
  expect(read(`LE1 1WA ${typed}`).categories).toEqual([slug])
})

describe('a slip', () => {
  test.each([
    ['burglry', 'burglary'],
    ['burgulary', 'burglary'],
    ['shoplifing', 'shoplifting'],
    ['robery', 'robbery'],
    ['vehical crime', 'vehicle-crime'],
    ['bicyle theft', 'bicycle-theft'],
    ['criminal damage and arsen', 'criminal-damage-arson'],
    ['phoe theft', 'theft-from-the-person'],
    ['bire', null],
    ['durgs', null],
    ['crime', null],
    ['dogs', null],
    ['xyzzy', null],
    ['', null],
    ['🔪', null],
    ['__proto__', null],
    ['constructor', null],
    ['x'.repeat(10_000), null],
  ])('%j is one of %s', (typed, slug) => {
    expect(nearestCategory(typed)?.slug ?? null).toBe(slug)
  })

  test('is a few letters from what is suggested, and further from every other category', () => {
    const words = fc.constantFrom(...CATEGORY_PHRASES.keys())
    // The beginning of one phrase and the end of another, so that some lie between two categories.
    const slipped = fc
      .tuple(words, words, fc.nat(8), fc.constantFrom('', 'x', 'e', 'r'))
      .map(([one, other, at, put]) => one.slice(0, at) + put + other.slice(at))
    const fewest = (typed: string, passes: (slugs: readonly string[]) => boolean): number =>
      Math.min(
        ...[...CATEGORY_PHRASES].flatMap(([phrase, slugs]) =>
          passes(slugs) ? [distance(typed, phrase)] : [],
        ),
      )
    let suggested = 0
    fc.assert(
      fc.property(slipped, (text) => {
        const typed = text.trim().replace(/ +/g, ' ')
        const category = nearestCategory(typed)
        if (category === null) return
        suggested += 1
        const isSuggested = (slugs: readonly string[]) => slugs.join() === category.slug
        const slips = fewest(typed, isSuggested)
        expect(slips).toBeLessThanOrEqual(Math.min(3, typed.length / 4))
        expect(fewest(typed, (slugs) => !isSuggested(slugs))).toBeGreaterThan(slips)
      }),
      { numRuns: 2_000 },
    )
    expect(suggested).toBeGreaterThan(20)
  })
})
