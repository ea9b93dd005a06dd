import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublished, published, tolerable } from '../../src/postcodearea/schema.ts'
import { changed, nearlySound, ODD, PATHS } from './nearly-sound.ts'

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
