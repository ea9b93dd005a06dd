import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, oneLine } from '../../../src/slack/ui/limits.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
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

test('one line has no line break, control or invisible character, and no two spaces', () => {
  const units = [...'\n\r\t\v\f\u0000\u001b\u007f\u0085\u00a0\u200b\u200d\u202e\u2028\u2029\u2066\ufeff ab🔥']
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...units), maxLength: 60 }), (text) => {
      const line = oneLine(text)
      expect(line).not.toMatch(/[\p{C}\u2028\u2029]/u)
      expect(line).not.toMatch(/\s\s|^\s|\s$/u)
      expect(line.replace(/ /g, '')).toBe(text.replace(/[^ab🔥]/gu, ''))
      expect(oneLine(line)).toBe(line)
    }),
  )
})

test('one line leaves out half of a surrogate pair', () => {
  expect(oneLine('a\ud83d')).toBe('a')
  expect(oneLine('King’s\r\nRoad')).toBe('King’s Road')
})
