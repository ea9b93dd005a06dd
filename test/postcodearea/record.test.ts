import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPublished, published, tolerable } from '../../src/postcodearea/record.ts'
import { record } from '../support/records.ts'

const odd = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    ' ',
    '7',
    7,
    0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    [],
    {},
  ),
  fc.constantFrom('2026-01', '2026-13', '2026-01\n', 'x'),
  fc.constantFrom(
    { id: 7, name: 'X' },
    { id: '7', name: 'X' },
    { category: '', date: '' },
    { category: 'X' },
  ),
  fc.constant({ latitude: '1', longitude: '2', street: { id: 7, name: '' } }),
  fc.anything(),
)

/** A sound record in which up to three things, at whatever depth, are something else or missing. */
const nearlySound = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...Object.keys(record()),
        'location.latitude',
        'location.longitude',
        'location.street',
        'location.street.id',
        'location.street.name',
        'outcome_status.category',
        'outcome_status.date',
        'new_field',
      ),
      odd,
      fc.boolean(),
    ),
    { maxLength: 3 },
  )
  .map((changes) => {
    const changed: unknown = structuredClone(record())
    for (const [path, value, missing] of changes) change(changed, path.split('.'), value, missing)
    return changed
  })

const change = (on: unknown, [field = '', ...deeper]: string[], value: unknown, missing: boolean): void => {
  if (typeof on !== 'object' || on === null) return
  if (deeper.length > 0) change(Reflect.get(on, field), deeper, value, missing)
  else if (missing) Reflect.deleteProperty(on, field)
  else Reflect.set(on, field, value)
}

test('the quick check of a record and its schema agree', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: nearlySound }, fc.anything()), (candidate) => {
      expect(isPublished(candidate)).toBe(published.safeParse(candidate).success)
    }),
    { numRuns: 3_000 },
  )
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
