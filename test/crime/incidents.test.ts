import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyIncidents } from '../support/arbitraries/any-incidents.ts'
import { incident, incidentsOf } from '../support/incidents.ts'

test('incidents come out as they went in, in the same order', () => {
  fc.assert(
    fc.property(anyIncidents, (list) => {
      const incidents = incidentsOf(list)
      expect(incidents.length).toBe(list.length)
      expect([...incidents]).toEqual(list)
    }),
    { numRuns: 40 },
  )
})

test('equal details are kept once', () => {
  const { details, streets } = incidentsOf([incident(), incident(), incident({ outcome: null })])
  expect(details).toHaveLength(2)
  expect(streets).toHaveLength(3)
})

test('an index beyond the end is a RangeError', () => {
  const incidents = incidentsOf([incident()])
  expect(() => incidents.at(1)).toThrow(RangeError)
  expect(() => incidents.at(-1)).toThrow(RangeError)
})
