import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { readAlertRequest } from '../../src/reading/read-alert-request.ts'
import { hostileText } from '../support/hostile-report.ts'

const watched = (text: string) => {
  const read = readAlertRequest(text)
  return read.ok ? [read.value.postcode, ...read.value.categories] : read.failure.kind
}

test.each([
  ['LE1 1WA', []],
  ['le11wa', []],
  ['LE1 1WA burglary', ['burglary']],
  ['LE1 1WA burglary, vehicle crime', ['burglary', 'vehicle-crime']],
  ['LE1 1WA burglary and vehicle crime', ['burglary', 'vehicle-crime']],
  ['LE1 1WA, car crime & bike theft', ['bicycle-theft', 'vehicle-crime']],
  ['LE1 1WA criminal damage and arson and drugs', ['criminal-damage-arson', 'drugs']],
  ['LE1 1WA drugs, and violence and sexual offences', ['drugs', 'violent-crime']],
  ['LE1 1WA drugs burglary', ['burglary', 'drugs']],
  ['LE1 1WA burglary, burglaries; break ins', ['burglary']],
  ['LE1 1WA anti-social behaviour,', ['anti-social-behaviour']],
])('"%s" watches %j', (text, categories) => {
  expect(watched(text)).toEqual(['LE1 1WA', ...categories])
})

test.each([
  ['leicester', 'postcode'],
  ['EH1 1YZ burglary', 'postcode'],
  ['LE1 IWA', 'postcode'],
  ['LE1 1WA theft', 'category'],
  ['LE1 1WA burglary and dragons', 'category'],
])('"%s" cannot be read: %s', (text, kind) => {
  expect(watched(text)).toBe(kind)
})

test('the words that name no category are named, and not their neighbours', () => {
  const read = readAlertRequest('LE1 1WA burglary, shiny dragons and drugs')
  expect(read).toMatchObject({ failure: { unknown: { typed: 'shiny dragons', suggestion: null } } })
  const slip = readAlertRequest('LE1 1WA drugs and burglry')
  expect(slip).toMatchObject({ failure: { unknown: { typed: 'burglry', suggestion: { slug: 'burglary' } } } })
})

test('a slip of a postcode keeps the categories behind it', () => {
  expect(readAlertRequest('LE1 IWA burglary and drugs')).toMatchObject({
    failure: { kind: 'postcode', failure: { suggestion: 'LE1 1WA' }, categories: ['burglary', 'drugs'] },
  })
  expect(readAlertRequest('LE1 IWA dragons')).toMatchObject({ failure: { categories: null } })
})

test('any of the names, parted in any way, are read', () => {
  const parted = fc.constantFrom(', ', ' and ', ' & ', '; ', ' , and ', ' + ')
  fc.assert(
    fc.property(fc.subarray([...CATEGORIES], { minLength: 1 }), parted, (categories, between) => {
      const read = readAlertRequest(`LE1 1WA ${categories.map(({ name }) => name).join(between)}`)
      expect(read).toMatchObject({ ok: true, value: { categories: categories.map(({ slug }) => slug) } })
    }),
  )
})

test('whatever is typed, it neither throws nor watches what was not named', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const read = readAlertRequest(`LE1 1WA ${text}`)
      if (read.ok && read.value.categories.length === 0)
        expect(text.replace(/[\s,;&+/]|\p{C}|and|or|plus/giu, '')).toBe('')
    }),
  )
})
