import fc from 'fast-check'
import { expect, test } from 'vitest'
import { incidentsOf } from '../../src/crime/incidents.ts'
import { anyIncidents } from '../support/any-incidents.ts'
import { incident } from '../support/incidents.ts'

test('what goes into the columns comes out of them, in its order', () => {
  fc.assert(
    fc.property(anyIncidents, (list) => {
      const incidents = incidentsOf(list)
      expect(incidents.length).toBe(list.length)
      expect([...incidents]).toEqual(list)
    }),
    { numRuns: 40 },
  )
})

test('what is equal is kept once', () => {
  const { kinds, places } = incidentsOf([incident(), incident(), incident({ outcome: null })])
  expect(kinds).toHaveLength(2)
  expect(places).toHaveLength(3)
})

test('beyond the end there is nothing', () => {
  const incidents = incidentsOf([incident()])
  expect(() => incidents.at(1)).toThrow(RangeError)
  expect(() => incidents.at(-1)).toThrow(RangeError)
})
