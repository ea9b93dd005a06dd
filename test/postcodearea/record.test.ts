import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublished, published, tolerable } from '../../src/postcodearea/record.ts'
import { record } from '../support/records.ts'

const ODD = [
  ...[null, undefined, '', ' ', '7', 7, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, true, [], {}],
  ...['2026-01', '2026-13', '2026-01\n', { id: 7, name: 'X' }, { id: '7', name: 'X' }, { id: 7 }],
  ...[{ category: '', date: '' }, { category: 'X', date: '' }, { category: 'X' }],
  { latitude: '1', longitude: '2', street: { id: 7, name: '' } },
]

const PATHS = [
  ...Object.keys(record()),
  ...['latitude', 'longitude', 'street', 'street.id', 'street.name'].map((field) => `location.${field}`),
  ...['outcome_status.category', 'outcome_status.date', 'new_field'],
]

const change = (on: unknown, [field = '', ...deeper]: string[], value: unknown, missing: boolean): void => {
  if (typeof on !== 'object' || on === null) return
  if (deeper.length > 0) change(Reflect.get(on, field), deeper, value, missing)
  else if (missing) Reflect.deleteProperty(on, field)
  else Reflect.set(on, field, value)
}

const changed = (
  changes: readonly (readonly [path: string, value: unknown, missing: boolean])[],
): unknown => {
  const candidate: unknown = structuredClone(record())
  for (const [path, value, missing] of changes) change(candidate, path.split('.'), value, missing)
  return candidate
}

/** A sound record in which up to three things, at whatever depth, are something else or missing. */
const nearlySound = fc
  .array(
    fc.tuple(fc.constantFrom(...PATHS), fc.oneof(fc.constantFrom(...ODD), fc.anything()), fc.boolean()),
    { maxLength: 3 },
  )
  .map(changed)

const expectAgreement = (candidate: unknown, about?: string): void => {
  expect(isPublished(candidate), about).toBe(published.safeParse(candidate).success)
}

describe('the quick check of a record and its schema agree', () => {
  test('on every field that is missing or something else', () => {
    for (const path of PATHS) {
      expectAgreement(changed([[path, null, true]]), `${path} missing`)
      for (const value of ODD) expectAgreement(changed([[path, value, false]]), `${path}: ${String(value)}`)
    }
  })

  test('on several at once, and on anything at all', () => {
    fc.assert(fc.property(fc.oneof(nearlySound, fc.anything()), (candidate) => expectAgreement(candidate)))
  })
})

test('what is sound is tolerable, and stays what it is', () => {
  fc.assert(
    fc.property(nearlySound, (candidate) => {
      const sound = published.safeParse(candidate)
      fc.pre(sound.success)
      expect(tolerable.parse(candidate)).toEqual(sound.data)
    }),
  )
})
