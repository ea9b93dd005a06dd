import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../../../src/crime/postcode.ts'
import { countLines, MIN_FOR_PERCENT, textTable } from '../../../src/slack/ui/text-table.ts'
import { hostileText } from '../../support/hostile-report.ts'

const row = fc.record({
  name: hostileText.map((text) => oneLine(text) || 'x'),
  count: fc.integer({ min: 1, max: 20_000 }),
})
const rows = fc.array(row, { minLength: 1, maxLength: 25 })
const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, it) => all + it.count, 0)

const widthOf = (text: string): number => [...text].length

/** The lines of a table that end a row: each has the figures, and a long name has lines above it. */
const lastLines = (table: string): string[] =>
  table.split('\n').filter((line) => / {2}\u00a0*[\d,]+/u.test(line))

test('every row has its figures on its last line, in the same columns, and a bar of the same width', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(12, 16), (shown, cells) => {
      const figures = shown.map(({ count }) => count.toLocaleString('en-GB'))
      const drawn = textTable(shown, sum(shown), cells).split('\n')
      const ends = drawn.filter((line) => widthOf(line) === Math.max(...drawn.map(widthOf)))
      expect(ends.length).toBe(shown.length)
      const hasBars = sum(shown) >= MIN_FOR_PERCENT
      const figuresOf = hasBars ? /([\d,]+)\u00a0{2,}(?:<1|\d+)% {2}━+\u00a0*$/u : /([\d,]+)$/u
      expect(ends.map((line) => figuresOf.exec(line)?.[1])).toEqual(figures)
    }),
  )
})

// In a narrower window a line breaks at the last space that fits; a space that does not break is none.
const brokenAt = (table: string, width: number): string[][] =>
  lastLines(table).map((line) => {
    const lines = ['']
    for (const part of line.split(/(?<= )(?! )/)) {
      const last = lines.at(-1) ?? ''
      if (widthOf((last + part).replace(/ +$/, '')) <= width) lines[lines.length - 1] = last + part
      else lines.push(part)
    }
    return lines
  })

test('on a phone every row breaks before the same figures, whatever the width', () => {
  const names = fc.array(
    fc.record({
      name: fc.constantFrom('Drugs', 'Violence and sexual offences', 'Public order', 'Other theft'),
      count: fc.integer({ min: 1, max: 20_000 }),
    }),
    { minLength: 2, maxLength: 20 },
  )
  fc.assert(
    fc.property(names, fc.integer({ min: 28, max: 70 }), (shown, width) => {
      const broken = brokenAt(textTable(shown, Math.max(MIN_FOR_PERCENT, sum(shown)), 16), width)
      expect(new Set(broken.map((lines) => lines.map(widthOf).join())).size).toBe(1)
    }),
  )
})

test('no line is wider than 70 characters', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(12, 16), (shown, cells) => {
      const drawn = textTable(shown, sum(shown), cells).split('\n')
      expect(Math.max(...drawn.map(widthOf))).toBeLessThanOrEqual(70)
    }),
  )
})

test('from twenty incidents on there are per cents and bars, under twenty there are none', () => {
  const few = [
    { name: 'Drugs', count: 10 },
    { name: 'Robbery', count: 9 },
  ]
  expect(textTable(few, 19, 16)).toBe('Drugs    10\nRobbery  \u00a09')
  expect(textTable([...few, { name: 'Arson', count: 1 }], 20, 4).split('\n')).toEqual([
    'Drugs    10\u00a0\u00a050%  ━━━━',
    'Robbery  \u00a09\u00a0\u00a045%  ━━━━',
    'Arson    \u00a01\u00a0\u00a0\u00a05%  ━\u00a0\u00a0\u00a0',
  ])
})

test('every count above 0 has a bar, the largest all of its cells', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(12, 16), (shown, cells) => {
      fc.pre(sum(shown) >= MIN_FOR_PERCENT)
      const bars = lastLines(textTable(shown, sum(shown), cells)).map(
        (line) => /(━*)\u00a0*$/u.exec(line)?.[1]?.length,
      )
      expect(Math.max(...bars.map(Number))).toBe(cells)
      expect(Math.min(...bars.map(Number))).toBeGreaterThan(0)
    }),
  )
})

test('a long name has lines of its own, and its figures beside the last', () => {
  const rows = [
    { name: 'Investigation complete; no suspect identified', count: 2 },
    { name: 'x'.repeat(30), count: 11 },
  ]
  expect(textTable(rows, 13, 12).split('\n')).toEqual([
    'Investigation complete;',
    '  no suspect identified  \u00a02',
    'x'.repeat(15),
    `  ${'x'.repeat(15)}${' '.repeat(8)}11`,
  ])
})

test('a name whose lines are full to the last column keeps them', () => {
  const rows = [{ name: `${'a'.repeat(26)} ${'b'.repeat(26)}`, count: 7 }]
  expect(textTable(rows, 7, 12).split('\n')).toEqual(['a'.repeat(26), `  ${'b'.repeat(26)}  7`])
})

test('a surrogate pair is one column', () => {
  const rows = [
    { name: '🔥🔥', count: 1 },
    { name: 'Robbery', count: 12 },
  ]
  expect(textTable(rows, 13, 16)).toBe('🔥🔥       \u00a01\nRobbery  12')
})

test('lists pad counts with spaces as wide as digits and commas, so that digits stand under digits', () => {
  expect(countLines([])).toBe('')
  expect(
    countLines([
      { name: 'Local resolution', count: 1_065 },
      { name: 'None given', count: 4 },
    ]),
  ).toBe('1,065\u2002Local resolution\n\u2007\u2008\u2007\u20074\u2002None given')
})
