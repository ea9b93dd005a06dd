import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { parsePostcode } from '../../../src/crime/postcode.ts'
import { comparing, packComparison, unpackComparison } from '../../../src/report/compare/comparison.ts'
import { hostileText } from '../../support/hostile-report.ts'
import { anyPostcode } from '../../support/postcodes.ts'

test('any comparison comes back from its value', () => {
  const places = fc.uniqueArray(anyPostcode, { minLength: 1, maxLength: 4 })
  const category = fc.option(fc.constantFrom(...CATEGORIES.map(({ slug }) => slug)))
  fc.assert(
    fc.property(places, category, (postcodes, slug) => {
      const comparison = comparing(postcodes, slug)
      expect(unpackComparison(packComparison(comparison))).toEqual(comparison)
    }),
  )
})

test('a place elsewhere comes back too; what is no postcode is left out', () => {
  const places = ['LE1 1WA', 'EH1 1YZ', 'manchester <!channel>'].map(parsePostcode)
  const value = packComparison({ places, category: 'drugs' })
  expect(value).toBe('LE1 1WA;EH1 1YZ;drugs')
  expect(unpackComparison(value)).toEqual({ places: places.slice(0, 2), category: 'drugs' })
})

test.each([
  '',
  ';',
  'burglary',
  'LE1 1WA;cyber-crime',
  'LE1 1WA;burglary;drugs',
  'le11wa;M1 1AE',
  'LE1 1WA;LE1 1WA',
  'LE1 1WA;M1 1AE;ST20 0LY;SW1A 1AA;E1 6AN',
  'LE1 1WA;manchester',
  'LE1 1WA; M1 1AE',
])('"%s" was never written', (text) => {
  expect(unpackComparison(text)).toBeNull()
})

test('nothing that comes as a value makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, anyPostcode), { maxLength: 6 }), (parts) => {
      const read = unpackComparison(parts.join(';'))
      expect(read === null || read.places.length > 0).toBe(true)
    }),
  )
})
