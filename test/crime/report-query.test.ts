import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { packQuery, unpackQuery } from '../../src/crime/report-query.ts'
import { postcode } from '../support/incidents.ts'
import { anyPostcode } from '../support/postcodes.ts'

const category = fc.option(fc.constantFrom(...CATEGORIES.map(({ slug }) => slug)))
const query = fc.record({ postcode: anyPostcode, category })
const GRAMMAR = /^[A-Z0-9 ]+(;[a-z-]+)?$/

test('every query comes back from its value, which holds a postcode and a slug of ours alone', () => {
  fc.assert(
    fc.property(query, (asked) => {
      const value = packQuery(asked)
      expect(unpackQuery(value)).toEqual(asked)
      expect(value).toMatch(GRAMMAR)
      expect(value.length).toBeLessThanOrEqual(30)
    }),
  )
})

test('what is read from any text is what this version writes as that very text', () => {
  const nearly = fc
    .tuple(query.map(packQuery), fc.string({ unit: 'binary', maxLength: 4 }), fc.nat(30))
    .map(([value, more, at]) => value.slice(0, at) + more + value.slice(at))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (text) => {
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
  ['two categories', 'LE1 1WA;burglary;drugs'],
  ['a name every object has', 'LE1 1WA;constructor'],
  ['a postcode as people spell it', 'le11wa'],
  ['a postcode with a space too many', ' LE1 1WA'],
  ['a postcode elsewhere', 'EH1 1YZ'],
  ['half a postcode', 'LE1;burglary'],
  ['a street', 'On or near East Gates'],
])('%s is read as null', (_, text) => {
  expect(unpackQuery(text)).toBeNull()
})

test('one value is plain to see', () => {
  expect(packQuery({ postcode: postcode('LE1 1WA'), category: 'burglary' })).toBe('LE1 1WA;burglary')
})
