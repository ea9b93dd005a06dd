import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/crime/incidents.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith, onStreet, record } from '../support/records.ts'
import { changed, nearlySound } from './nearly-sound.ts'

/** What is read of these records, and how many are not; an answer of which nothing is read counts too. */
const read = (data: readonly unknown[]) => {
  const contents = readContents(bodyWith(data))
  if (contents.ok) return { ...contents.value, incidents: [...contents.value.incidents] }
  expect(contents.failure).toBe('no readable record')
  return { incidents: [], unreadable: data.length }
}

// Places are left out: the first record of a map point lends its coordinates to all others there.
const keptWords = ({ category, month, outcome, outcomeMonth }: Incident) => [
  category,
  month,
  outcome,
  outcomeMonth,
]

/** What no record may have: whichever field it is, the record cannot be read. */
const BREAKING = ['category', 'month']

const broken = fc
  .tuple(fc.constantFrom(...BREAKING), fc.constantFrom(true, [], { of: 'no kind' }))
  .map(([path, value]) => ({ good: false, candidate: changed([[path, value, false]]) }))

const good = fc.record({ id: fc.nat(), street: fc.nat(), nowhere: fc.boolean() }).map((it) => ({
  good: true,
  candidate: record({ id: it.id, location: it.nowhere ? null : onStreet(it.street, `${it.street}`) }),
}))

describe('an answer with broken records', () => {
  test('loses those that are broken, counts them, and keeps all others in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(good, broken), { maxLength: 30 }), (drawn) => {
        const { incidents, unreadable } = read(drawn.map(({ candidate }) => candidate))
        const sound = drawn.filter((one) => one.good)
        expect(unreadable).toBe(drawn.length - sound.length)
        expect(incidents).toEqual(sound.flatMap(({ candidate }) => read([candidate]).incidents))
      }),
    )
  })

  test('whatever is broken, reads each record as if it had come alone, and accounts for all', () => {
    const data = fc.array(fc.oneof(nearlySound, fc.jsonValue()), { maxLength: 10 })
    fc.assert(
      fc.property(data, (drawn) => {
        const { incidents, unreadable } = read(drawn)
        expect(incidents.length + unreadable).toBe(drawn.length)
        const alone = drawn.map((one) => read([one]))
        expect(incidents.map(keptWords)).toEqual(alone.flatMap((one) => one.incidents.map(keptWords)))
      }),
    )
  })
})
