import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { EVERYDAY_WORDS, findCategory } from '../../src/reading/category-words.ts'

const slugOf = (typed: string): string | null => {
  const found = findCategory(typed)
  return found.ok ? found.value.slug : null
}

const suggestionFor = (typed: string): string | null => {
  const found = findCategory(typed)
  return found.ok ? `exactly ${found.value.slug}` : (found.failure.suggestion?.slug ?? null)
}

const ALL_WORDS = CATEGORIES.flatMap(({ slug, name, shortName }) =>
  [slug, name, shortName, ...(EVERYDAY_WORDS[slug] ?? [])].map((words) => [words, slug] as const),
)

describe('the table of words', () => {
  test('has everyday words for categories that exist, and for no others', () => {
    expect(Object.keys(EVERYDAY_WORDS).sort()).toEqual(CATEGORIES.map(({ slug }) => slug).sort())
  })

  test.each(ALL_WORDS)('%s leads to %s', (words, slug) => {
    expect(slugOf(words)).toBe(slug)
  })

  test('lets no two categories claim the same words', () => {
    const claims = new Map<string, Set<string>>()
    for (const [words, slug] of ALL_WORDS) {
      const spoken = words.toLowerCase().replace(/[^a-z]+/g, ' ')
      claims.set(spoken, (claims.get(spoken) ?? new Set()).add(slug))
    }
    expect([...claims].filter(([, slugs]) => slugs.size > 1)).toEqual([])
  })

  test('repeats no word within a category', () => {
    for (const words of Object.values(EVERYDAY_WORDS)) expect(new Set(words).size).toBe(words.length)
  })
})

describe('words that name a category', () => {
  // Written here and not read from the table: what people say must go on being understood.
  test.each([
    ['car crime', 'vehicle-crime'],
    ['cars', 'vehicle-crime'],
    ['bikes', 'bicycle-theft'],
    ['Bike Theft', 'bicycle-theft'],
    ['break-ins', 'burglary'],
    ['asb', 'anti-social-behaviour'],
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
    expect(slugOf(typed)).toBe(slug)
  })
})

describe('words that name none', () => {
  test.each([
    ['burglry', 'burglary'],
    ['burgulary', 'burglary'],
    ['shop lifting', 'shoplifting'],
    ['shoplifing', 'shoplifting'],
    ['robery', 'robbery'],
    ['vehical crime', 'vehicle-crime'],
    ['anti-social behavior', 'anti-social-behaviour'],
    ['bicyle theft', 'bicycle-theft'],
    ['criminal damage and arsen', 'criminal-damage-arson'],
    ['phoe theft', 'theft-from-the-person'],
    ['gur crime', 'possession-of-weapons'],
    ['bire', null],
    ['durgs', null],
    ['theft', null],
    ['thefts', null],
    ['crime', null],
    ['dogs', null],
    ['parking', null],
    ['xyzzy', null],
    ['', null],
    [' ', null],
    ['🔪', null],
    ['<!channel>', null],
    ['__proto__', null],
    ['constructor', null],
  ])('%j may be a slip of %s', (typed, suggestion) => {
    expect(suggestionFor(typed)).toBe(suggestion)
  })

  test('are repeated as they were typed', () => {
    expect(findCategory(' Theft ')).toEqual({
      ok: false,
      failure: { kind: 'unknown-category', typed: ' Theft ', suggestion: null },
    })
  })

  test('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10_000 }), (typed) => {
        expect(() => findCategory(typed)).not.toThrow()
      }),
      { numRuns: 50 },
    )
  })

  test('are a few slips away from what is suggested, and further from every other category', () => {
    const spoken = ALL_WORDS.map(([words, slug]) => ({ words: words.toLowerCase().replace(/-/g, ' '), slug }))
    const words = fc.constantFrom(...spoken.map((one) => one.words))
    // The beginning of one and the end of another, so that some lie between two categories.
    const slipped = fc
      .tuple(words, words, fc.nat(8), fc.constantFrom('', 'x', 'e', 'r'))
      .map(([one, other, at, put]) => one.slice(0, at) + put + other.slice(at))
    const fewest = (typed: string, of: (slug: string) => boolean): number =>
      Math.min(...spoken.filter(({ slug }) => of(slug)).map(({ words }) => distance(typed, words)))
    let suggested = 0
    fc.assert(
      fc.property(slipped, (text) => {
        const typed = text.trim().replace(/ +/g, ' ')
        const found = findCategory(typed)
        if (found.ok || found.failure.suggestion === null) return
        suggested += 1
        const { slug } = found.failure.suggestion
        const slips = fewest(typed, (one) => one === slug)
        expect(slips).toBeLessThanOrEqual(Math.min(3, typed.length / 4))
        expect(fewest(typed, (one) => one !== slug)).toBeGreaterThan(slips)
      }),
      { numRuns: 3_000 },
    )
    expect(suggested).toBeGreaterThan(20)
  })

  test('may lack one letter of a name longer than eight', () => {
    const names = CATEGORIES.map(({ name, slug }) => ({ name, slug })).filter(({ name }) => name.length > 8)
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), ({ name, slug }, at) => {
        const slipped = name.slice(0, at % name.length) + name.slice((at % name.length) + 1)
        expect([slug, `exactly ${slug}`]).toContain(suggestionFor(slipped))
      }),
    )
  })
})
