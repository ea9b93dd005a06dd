import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../../../src/slack/ui/limits.ts'
import { countLines, MIN_FOR_PERCENT, textTable } from '../../../src/slack/ui/text-table.ts'
import { hostileText } from '../../support/hostile-report.ts'

const row = fc.record({
  name: hostileText.map((text) => oneLine(text) || 'x'),
  count: fc.integer({ min: 1, max: 20_000 }),
})
const rows = fc.array(row, { minLength: 1, maxLength: 25 })
const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, it) => all + it.count, 0)

/** Where the count ends, in code points: behind it stands nothing, or two spaces and a per cent. */
const endOfCount = (line: string): number => [...line.replace(/ {2} *(?:<1|\d+)%(?: {2}━+)?$/u, '')].length

test('the counts of all rows end in one column, and so do the per cents', () => {
  fc.assert(
    fc.property(rows, (shown) => {
      const drawn = textTable(shown, sum(shown), 16).split('\n')
      expect(drawn.length).toBe(shown.length)
      expect(new Set(drawn.map(endOfCount)).size).toBe(1)
      if (sum(shown) >= MIN_FOR_PERCENT)
        expect(new Set(drawn.map((line) => [...line.replace(/ {2}━+$/u, '')].length)).size).toBe(1)
    }),
  )
})

test('every count above 0 has a bar, the largest at least four cells, none more than asked for', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(12, 16), (shown, cells) => {
      fc.pre(sum(shown) >= MIN_FOR_PERCENT)
      const bars = textTable(shown, sum(shown), cells)
        .split('\n')
        .map((line) => /━*$/u.exec(line)?.[0].length ?? 0)
      expect(Math.max(...bars)).toBeLessThanOrEqual(cells)
      expect(Math.max(...bars)).toBeGreaterThanOrEqual(4)
      expect(Math.min(...bars)).toBeGreaterThan(0)
    }),
  )
})

test('no row is wider than 70 characters', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0, 12, 16), (shown, cells) => {
      const drawn = textTable(shown, sum(shown), cells).split('\n')
      expect(Math.max(...drawn.map((line) => [...line].length))).toBeLessThanOrEqual(70)
    }),
  )
})

test('bars are shortened before names: the longest outcome of the police is whole beside 2,000 incidents', () => {
  const [longest] = textTable(
    [
      { name: 'Further investigation is not in the public interest', count: 860 },
      { name: 'Under investigation', count: 1_140 },
    ],
    2_000,
    12,
  ).split('\n')
  expect(longest).toBe('Further investigation is not in the public interest    860  43%  ━━━━')
  expect(textTable([{ name: 'Under investigation', count: 20 }], 20, 12)).toMatch(/ {2}━{12}$/)
})

test('without cells there are no bars, and nothing stands at the end of a row', () => {
  expect(textTable([{ name: 'Drugs', count: 20 }], 20, 0)).toBe('Drugs  20  100%')
})

test('from twenty incidents on there are per cents and bars, under twenty there are none', () => {
  const few = [
    { name: 'Drugs', count: 10 },
    { name: 'Robbery', count: 9 },
  ]
  expect(textTable(few, 19, 16)).toBe('Drugs    10\nRobbery   9')
  expect(textTable([...few, { name: 'Arson', count: 1 }], 20, 4)).toBe(
    'Drugs    10  50%  ━━━━\nRobbery   9  45%  ━━━━\nArson     1   5%  ━',
  )
})

test('a name is cut where it is longer than any outcome of the police', () => {
  const longest = 'Further investigation is not in the public interest'
  expect(textTable([{ name: longest, count: 1 }], 1, 12)).toBe(`${longest}  1`)
  expect(textTable([{ name: 'x'.repeat(80), count: 1 }], 1, 12)).toBe(`${'x'.repeat(51)}…  1`)
})

test('a surrogate pair is one column', () => {
  const rows = [
    { name: '🔥🔥', count: 1 },
    { name: 'Robbery', count: 12 },
  ]
  expect(textTable(rows, 13, 16)).toBe('🔥🔥        1\nRobbery  12')
})

test('lists pad counts with figure spaces, so that digits stand under digits', () => {
  expect(countLines([])).toBe('')
  expect(
    countLines([
      { name: 'Local resolution', count: 1_065 },
      { name: 'None given', count: 4 },
    ]),
  ).toBe('1,065\u2002Local resolution\n\u2007\u2007\u2007\u20074\u2002None given')
})
