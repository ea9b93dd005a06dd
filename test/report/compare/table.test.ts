import { expect, test } from 'vitest'
import type { Report } from '../../../src/crime/report.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { success } from '../../../src/lib/result.ts'
import { comparedReports } from '../../../src/report/compare/results.ts'
import { chartMeasure, comparisonRows, comparisonTable, rowOrder } from '../../../src/report/compare/table.ts'
import { PHONE_WIDTH } from '../../../src/slack/ui/text-table.ts'
import { incident, month, postcode, reportOf, times } from '../../support/incidents.ts'

/** Places with so many drugs, or another category, and burglaries each. */
const placesOf = (
  counts: readonly (readonly [drugs: number, burglaries: number])[],
  postcodes = ['LE1 1WA', 'GL50 1AA', 'ST20 0LY', 'SW1A 1AA'],
  given: readonly Partial<Report>[] = [],
  category = 'drugs',
) => {
  const results = counts.map(([drugs, burglaries], at) => {
    const list = [...times(drugs, incident({ category })), ...times(burglaries, incident())]
    return success({ ...reportOf(list, { postcode: postcode(postcodes[at] ?? '') }), ...given[at] })
  })
  return comparedReports({ comparison: comparisonOf([]), results })
}

const tableOf = (places: ReturnType<typeof placesOf>): string[] =>
  comparisonTable(places, comparisonRows(places, []), []).replaceAll('\u00a0', ' ').split('\n')

const LARGE = [500, 1_000] as const

test('of four places only the counts are shown, below their total, with spaced postcodes', () => {
  const four = placesOf([LARGE, [1_000, 2_000], [4_500, 9_500], [50, 100]])
  expect(tableOf(four)).toEqual([
    'Category  LE1 1WA GL50 1AA ST20 0LY SW1A 1AA',
    'Total       1,500    3,000   14,000      150',
    'Burglary    1,000    2,000    9,500      100',
    'Drugs         500    1,000    4,500       50',
  ])
})

test('three places have shares, however large they are, beside the column of counts and total', () => {
  const lines = tableOf(placesOf([LARGE, [9_500, 10_500], [0, 20_000]]))
  expect(lines).toEqual([
    'Category    LE1 1WA     GL50 1AA      ST20 0LY',
    'Total     1,500       20,000       20,000     ',
    'Burglary  1,000 67%   10,500 53%   20,000 100%',
    'Drugs       500 33%    9,500 48%        0   0%',
  ])
  for (const line of lines) expect(line.slice('Category  '.length).length).toBeLessThanOrEqual(PHONE_WIDTH)
})

const LONG = 'violent-crime'

test.each([
  ['two places are indented where a phone breaks the row', [LARGE, LARGE], LONG, /^ {4}1,000 {2}67% /],
  ['three too', [LARGE, LARGE, LARGE], LONG, /^ {4}1,000 67% /],
  [
    'two are not where a phone shows it whole',
    [
      [2, 1],
      [3, 4],
    ],
    'drugs',
    /^ {6}1 /,
  ],
  ['four are not, for want of room', [LARGE, LARGE, LARGE, LARGE], LONG, /^ {2}1,000 /],
] as const)('the figures of %s', (_, counts, category, figures) => {
  const lines = tableOf(placesOf(counts, undefined, [], category))
  const name = Math.max(...lines.map((line) => (/^\S+(?: \S+)*/.exec(line)?.[0] ?? '').length))
  expect(lines.find((line) => line.startsWith('Burglary'))?.slice(name + 2)).toMatch(figures)
})

test('postcodes lose their space only where marks leave no room for it', () => {
  const [missing, found] = [{ monthsMissing: [month('2024-12')] }, {}]
  const long = ['SW1A 1AA', 'SW1A 2AA', 'EC1A 1BB', 'WC2N 5DU']
  const counts = [LARGE, LARGE, LARGE, LARGE]
  const heading = (given: readonly Partial<Report>[]) => tableOf(placesOf(counts, long, given))[0]
  expect(heading([found, missing])).toContain('SW1A 1AA SW1A 2AA† EC1A 1BB WC2N 5DU')
  expect(heading([found, missing, missing])).toMatch(/SW1A1AA +SW1A2AA† +EC1A1BB† +WC2N5DU/)
  expect(heading([missing, missing, missing, missing])).toContain('SW1A 1AA SW1A 2AA EC1A 1BB WC2N 5DU')
})

test.each([
  [
    'two large places by share',
    [
      [30, 20],
      [100, 1_000],
    ],
    'By average share, largest first.',
    'Burglary',
  ],
  [
    'a large and a small place by the share of the large one',
    [
      [30, 20],
      [0, 19],
    ],
    'By share, largest first.',
    'Drugs',
  ],
  [
    'two small places by count',
    [
      [2, 1],
      [9, 10],
    ],
    'Most incidents first.',
    'Burglary',
  ],
  [
    'two small places by count, whatever their shares',
    [
      [1, 0],
      [8, 10],
    ],
    'Most incidents first.',
    'Burglary',
  ],
  [
    'four places by count',
    [
      [30, 20],
      [30, 20],
      [30, 20],
      [0, 90],
    ],
    'Most incidents first.',
    'Burglary',
  ],
] as const)('%s', (_, counts, order, first) => {
  const places = placesOf(counts)
  expect(rowOrder(places)).toBe(order)
  expect(comparisonRows(places, []).map(({ name }) => name)[0]).toBe(first)
})

test.each([
  [
    'totals of which one is four times another',
    [
      [10, 10],
      [40, 40],
    ],
    'counts',
  ],
  [
    'totals of which one is more than four times another',
    [
      [10, 10],
      [40, 41],
    ],
    'shares',
  ],
  [
    'the same with too few incidents for shares at one',
    [
      [10, 9],
      [40, 41],
    ],
    null,
  ],
  [
    'few incidents everywhere',
    [
      [2, 1],
      [4, 6],
    ],
    'counts',
  ],
  ['four places, one many times as large', [LARGE, LARGE, LARGE, [9_000, 90_000]], 'shares'],
  ['one place alone', [LARGE], null],
] as const)('a chart of %s', (_, counts, measure) => {
  const places = placesOf(counts)
  expect(chartMeasure(places, comparisonRows(places, []))).toBe(measure)
})

test('without rows there is no chart', () => {
  expect(chartMeasure(placesOf([LARGE, LARGE]), [])).toBeNull()
})
