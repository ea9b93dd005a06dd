import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut } from '../../../src/slack/ui/limits.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'

const anyText = fc.oneof(
  anyUnicodeText({ maxLength: 80 }),
  fc.string({ unit: fc.constantFrom('🔥', '𝔘', 'a', '…'), maxLength: 80 }),
)

test('a cut text is the beginning of the whole, within the limit, and splits no character', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, longest) => {
      const short = cut(text, longest)
      expect(short.length).toBeLessThanOrEqual(longest)
      expect(short.isWellFormed()).toBe(true)
      if (text.length <= longest) expect(short).toBe(text)
      else {
        expect(short.endsWith('…')).toBe(true)
        expect(text.startsWith(short.slice(0, -1))).toBe(true)
        // No more is lost than the one character that did not fit.
        expect(short.length).toBeGreaterThanOrEqual(longest - 1)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('a surrogate pair that would be halved is left out', () => {
  expect(cut('ab🔥c', 4)).toBe('ab…')
  expect(cut('ab🔥c', 5)).toBe('ab🔥c')
  expect(cut('abcdef', 4)).toBe('abc…')
})
