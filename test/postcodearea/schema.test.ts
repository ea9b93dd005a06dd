import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPublishedForm, policeRecord } from '../../src/postcodearea/schema.ts'
import { record } from '../support/records.ts'
import { changed, nearlySound, ODD, PATHS } from './nearly-sound.ts'

/** Whether it has the published form; then the schema reads it unchanged. */
const isReadUnchanged = (candidate: unknown, about?: string): boolean => {
  if (!isPublishedForm(candidate)) return false
  expect(candidate, about).toMatchObject(policeRecord.parse(candidate))
  return true
}

test('a record as the contract shows it has the published form', () => {
  for (const fields of [{}, { location: null }, { outcome_status: null }])
    expect(isPublishedForm(record(fields))).toBe(true)
})

test('the schema reads a record of the published form unchanged, whichever field is missing or odd', () => {
  const published = PATHS.map((path) => {
    const candidates = [
      { about: `${path} missing`, record: changed([[path, null, true]]) },
      ...ODD.map((value) => ({
        about: `${path}: ${String(value)}`,
        record: changed([[path, value, false]]),
      })),
    ]
    return candidates.filter(({ record, about }) => isReadUnchanged(record, about)).length
  })
  // Of each path, so that no check is empty.
  expect(Math.min(...published)).toBeGreaterThan(0)
})

test('and with several odd fields at once, or anything at all', () => {
  let published = 0
  fc.assert(
    fc.property(fc.oneof(nearlySound, fc.anything()), (candidate) => {
      if (isReadUnchanged(candidate)) published += 1
    }),
  )
  expect(published).toBeGreaterThan(0)
})
