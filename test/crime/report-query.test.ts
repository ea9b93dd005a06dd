import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparisonOf,
  packComparison,
  packQuery,
  unpackComparison,
  unpackQuery,
} from '../../src/crime/report-query.ts'
import { anyCategories } from '../support/arbitraries/any-categories.ts'
import { anyPostcode } from '../support/arbitraries/any-postcode.ts'
import { anyUnicodeText } from '../support/arbitraries/any-unicode-text.ts'
import { hostileText } from '../support/hostile-report.ts'
import { postcode } from '../support/incidents.ts'

const query = fc.record({ postcode: anyPostcode, categories: anyCategories })
const GRAMMAR = /^[A-Z0-9 ]+(;[a-z-]+)*$/

test('a query is unpacked as it was packed, into a postcode and known slugs alone', () => {
  fc.assert(
    fc.property(query, (asked) => {
      const value = packQuery(asked)
      expect(unpackQuery(value)).toEqual(asked)
      expect(value).toMatch(GRAMMAR)
      expect(value.length).toBeLessThanOrEqual(250)
    }),
  )
})

test('no other text is unpacked than the one that packing gives', () => {
  const nearly = fc
    .tuple(query.map(packQuery), anyUnicodeText({ maxLength: 4 }), fc.nat(30))
    .map(([value, more, at]) => value.slice(0, at) + more + value.slice(at))
  fc.assert(
    fc.property(fc.oneof(anyUnicodeText(), nearly), (text) => {
      const read = unpackQuery(text)
      if (read !== null) expect(packQuery(read)).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['nothing', ''],
  ['the name of an action', 'new'],
  ['JSON of an older version', '{"postcode":"LE1 1WA","category":null}'],
  ['another separator', 'LE1 1WA|burglary'],
  ['a category nobody knows', 'LE1 1WA;drone-offences'],
  ['a category by its name', 'LE1 1WA;Burglary'],
  ['no category behind the separator', 'LE1 1WA;'],
  ['a category twice', 'LE1 1WA;burglary;burglary'],
  ['a category and one nobody knows', 'LE1 1WA;burglary;drone-offences'],
  ['a name every object has', 'LE1 1WA;constructor'],
  ['a postcode as people spell it', 'le11wa'],
  ['a postcode with a space too many', ' LE1 1WA'],
  ['a postcode elsewhere', 'EH1 1YZ'],
  ['half a postcode', 'LE1;burglary'],
  ['a street', 'On or near East Gates'],
])('%s is read as null', (_, text) => {
  expect(unpackQuery(text)).toBeNull()
})

test('the form of a value', () => {
  expect(packQuery({ postcode: postcode('LE1 1WA'), categories: ['burglary'] })).toBe('LE1 1WA;burglary')
})

test('a comparison is unpacked as it was packed', () => {
  const places = fc.uniqueArray(anyPostcode, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(places, anyCategories, (postcodes, categories) => {
      const comparison = comparisonOf(postcodes, categories)
      expect(unpackComparison(packComparison(comparison))).toEqual(comparison)
    }),
  )
})

test.each([
  '',
  ';',
  'burglary',
  'LE1 1WA;cyber-crime',
  'LE1 1WA;burglary;burglary',
  'LE1 1WA;burglary;M1 1AE',
  'le11wa;M1 1AE',
  'LE1 1WA;LE1 1WA',
  'LE1 1WA;M1 1AE;ST20 0LY;SW1A 1AA;E1 6AN',
  'LE1 1WA;manchester',
  'LE1 1WA;EH1 1YZ',
  'LE1 1WA; M1 1AE',
])('"%s" is read as no comparison', (text) => {
  expect(unpackComparison(text)).toBeNull()
})

test('no value makes unpackComparison throw', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, anyPostcode), { maxLength: 6 }), (parts) => {
      const read = unpackComparison(parts.join(';'))
      expect(read === null || read.postcodes.length > 0).toBe(true)
    }),
  )
})
