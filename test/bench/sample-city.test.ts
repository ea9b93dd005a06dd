import { expect, test } from 'vitest'
import { CITY_INCIDENTS, cityBody, postcodeAt } from '../../bench/sample-city.ts'
import { contractIncidents } from '../../playground/postcodearea/contract-example.ts'
import { parsePostcode } from '../../src/crime/postcode.ts'

test.each([CITY_INCIDENTS, 10_000])('a body of %d incidents is shaped like the real one', (count) => {
  const bytes = cityBody(count)
  const { data } = JSON.parse(bytes.toString('utf8'))
  expect(data).toHaveLength(count)
  expect(Object.keys(data[0])).toEqual(Object.keys(contractIncidents[0] ?? {}))
  // Real ones have 396 bytes a record.
  expect(bytes.length / count).toBeGreaterThan(380)
  expect(bytes.length / count).toBeLessThan(410)
})

test('the postcodes are valid and all different', () => {
  const all = Array.from({ length: 3_600 }, (_, at) => postcodeAt(at))
  expect(new Set(all).size).toBe(3_600)
  expect(all.every((text) => parsePostcode(text).ok)).toBe(true)
})
