import fc from 'fast-check'
import { record } from '../support/records.ts'

/** Values that one field or another may not have, and some that it may. */
export const ODD = [
  ...[null, undefined, '', ' ', '7', 7, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, true, [], {}],
  ...['2026-01', '2026-13', '2026-01\n', { id: 7, name: 'X' }, { id: '7', name: 'X' }, { id: 7 }],
  ...[{ category: '', date: '' }, { category: 'X', date: '' }, { category: 'X' }],
  { latitude: '1', longitude: '2', street: { id: 7, name: '' } },
]

/** Every field of a record, at whatever depth, and one that nobody knows. */
export const PATHS = [
  ...Object.keys(record()),
  ...['latitude', 'longitude', 'street', 'street.id', 'street.name'].map((field) => `location.${field}`),
  ...['outcome_status.category', 'outcome_status.date', 'new_field'],
]

const change = (on: unknown, [field = '', ...deeper]: string[], value: unknown, missing: boolean): void => {
  if (typeof on !== 'object' || on === null) return
  if (deeper.length > 0) change(Reflect.get(on, field), deeper, value, missing)
  else if (missing) Reflect.deleteProperty(on, field)
  // A copy: a later change goes into this one, and the same value may be drawn twice.
  else Reflect.set(on, field, structuredClone(value))
}

/** A sound record with these changes. */
export const changed = (
  changes: readonly (readonly [path: string, value: unknown, missing: boolean])[],
): unknown => {
  const candidate: unknown = structuredClone(record())
  for (const [path, value, missing] of changes) change(candidate, path.split('.'), value, missing)
  return candidate
}

/** A sound record in which up to three things, at whatever depth, are something else or missing. */
export const nearlySound = fc
  .array(
    fc.tuple(fc.constantFrom(...PATHS), fc.oneof(fc.constantFrom(...ODD), fc.anything()), fc.boolean()),
    { maxLength: 3 },
  )
  .map(changed)
