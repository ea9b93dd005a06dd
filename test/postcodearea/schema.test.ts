import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPublishedForm, policeRecord } from '../../src/postcodearea/schema.ts'
import { record } from '../support/records.ts'
import { changed, nearlySound, ODD, PATHS } from './nearly-sound.ts'

const expectUnchanged = (candidate: unknown, about?: string): void => {
  if (isPublishedForm(candidate)) expect(candidate, about).toMatchObject(policeRecord.parse(candidate))
}

test('a record as the contract shows it has the published form', () => {
  for (const fields of [{}, { location: null }, { outcome_status: null }])
    expect(isPublishedForm(record(fields))).toBe(true)
})

test('the schema reads a record of the published form unchanged, whichever field is missing or odd', () => {
  for (const path of PATHS) {
    expectUnchanged(changed([[path, null, true]]), `${path} missing`)
    for (const value of ODD) expectUnchanged(changed([[path, value, false]]), `${path}: ${String(value)}`)
  }
})

test('and with several odd fields at once, or anything at all', () => {
  fc.assert(fc.property(fc.oneof(nearlySound, fc.anything()), (candidate) => expectUnchanged(candidate)))
})
