import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../../src/crime/postcode.ts'

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
