import { expect, test } from 'vitest'
import { CITY_INCIDENTS, cityBody } from '../../bench/city.ts'
import { contractIncidents } from '../../playground/postcodearea/contract-example.ts'

test.each([CITY_INCIDENTS, 10_000])('a body of %d incidents is shaped like the real one', (count) => {
  const bytes = cityBody(count)
  const { data } = JSON.parse(bytes.toString('utf8'))
  expect(data).toHaveLength(count)
  expect(Object.keys(data[0])).toEqual(Object.keys(contractIncidents[0] ?? {}))
  // Real ones have 396 bytes a record (DATA.md).
  expect(bytes.length / count).toBeGreaterThan(380)
  expect(bytes.length / count).toBeLessThan(410)
})
