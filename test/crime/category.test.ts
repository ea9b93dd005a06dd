import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANTI_SOCIAL_BEHAVIOUR, CATEGORIES, categoryOf, isKnownCategory } from '../../src/crime/category.ts'
import { anyUnicodeText } from '../support/arbitraries/any-unicode-text.ts'

describe('the categories that are published', () => {
  test('are these 14', () => {
    expect(CATEGORIES.map(({ slug, name }) => `${slug}: ${name}`)).toEqual([
      'anti-social-behaviour: Anti-social behaviour',
      'bicycle-theft: Bicycle theft',
      'burglary: Burglary',
      'criminal-damage-arson: Criminal damage and arson',
      'drugs: Drugs',
      'other-theft: Other theft',
      'possession-of-weapons: Possession of weapons',
      'public-order: Public order',
      'robbery: Robbery',
      'shoplifting: Shoplifting',
      'theft-from-the-person: Theft from the person',
      'vehicle-crime: Vehicle crime',
      'violent-crime: Violence and sexual offences',
      'other-crime: Other crime',
    ])
  })

  test('have short names that differ and fit a chart label', () => {
    for (const { shortName } of CATEGORIES) expect(shortName.length).toBeLessThanOrEqual(20)
    expect(new Set(CATEGORIES.map(({ shortName }) => shortName)).size).toBe(14)
  })

  test('are found by slug', () => {
    for (const known of CATEGORIES) {
      expect(categoryOf(known.slug)).toBe(known)
      expect(isKnownCategory(known.slug)).toBe(true)
    }
    expect(isKnownCategory(ANTI_SOCIAL_BEHAVIOUR)).toBe(true)
  })
})

describe('a category nobody knows yet', () => {
  test.each([
    ['cyber-crime', 'Cyber crime'],
    ['electric_scooter__theft', 'Electric scooter theft'],
    ['BURGLARY', 'BURGLARY'],
    ['fly-\n\u0000tipping', 'Fly tipping'],
    ['--', 'Unnamed category'],
    ['\u200b \u202e', 'Unnamed category'],
    ['abc\u202edef', 'Abc def'],
    ['', 'Unnamed category'],
    ['constructor', 'Constructor'],
    ['__proto__', 'Proto'],
  ])('%j is shown as its own words, %s', (slug, name) => {
    expect(categoryOf(slug)).toMatchObject({ slug, name })
    expect(isKnownCategory(slug)).toBe(false)
  })

  test('is cut with an ellipsis', () => {
    const long = categoryOf('a-very-long-name-that-nobody-could-read-in-one-line-of-a-message')
    expect(long.name).toBe('A very long name that nobody could read…')
  })

  test('is never cut in the middle of a character', () => {
    const cut = fc.string({ unit: fc.constantFrom('a', '🛴'), minLength: 10, maxLength: 60 })
    fc.assert(
      fc.property(cut, (slug) => {
        expect(categoryOf(slug).name.isWellFormed()).toBe(true)
      }),
    )
  })

  test('never has a longer name than the caps, nor an empty one, nor more than one line', () => {
    fc.assert(
      fc.property(anyUnicodeText({ maxLength: 200 }), (slug) => {
        const { name } = categoryOf(slug)
        expect(name.length).toBeLessThanOrEqual(40)
        expect(name.trim()).not.toBe('')
        expect(name.split(/\s/)).toEqual(name.split(' '))
      }),
    )
  })
})
