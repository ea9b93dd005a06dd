import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { comparisonTextModal, textModal } from '../../../src/report/copy-text/modal.ts'
import { comparisonPlainText, plainText } from '../../../src/report/copy-text/plain-text.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { FETCHED_AT, incident, postcode, reportOf, street, times } from '../../support/incidents.ts'
import { liveParts, partsOf, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const some = hostileReport.filter(({ total }) => total > 0)

test('whatever the report, Slack takes the modal, which links nothing and sends nothing back to the app', () => {
  fc.assert(
    fc.property(some, anyCategories, (report, categories) => {
      const view = textModal(success(report), { postcode: report.postcode, categories }, FETCHED_AT)
      expectFits(view)
      expect(liveParts({ text: '', blocks: view.blocks })).toEqual([])
      expect(view.private_metadata).toBeUndefined()
      for (const part of partsOf(view.blocks))
        expect(part).not.toMatchObject({ type: expect.stringMatching(/input|button|select|overflow/) })
    }),
    { numRuns: 100 },
  )
})

/** The cells of a text's table, its heading aside, by the first word of that. */
const tableIn = (text: string, heading: string): string[][] => {
  const part = text.split('\n\n').find((one) => one.startsWith(`${heading}\t`)) ?? ''
  return part
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
}

const sumOf = (rows: readonly string[][], column = 1): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0)

test('its tables have the same columns in each row, and their counts add up', () => {
  fc.assert(
    fc.property(some, (report) => {
      const text = plainText(report, [])
      expect(text.length).toBeLessThan(5_000)
      expect(text.isWellFormed()).toBe(true)
      const categories = tableIn(text, 'Category')
      expect(new Set(categories.map((cells) => cells.length)).size).toBe(1)
      expect(sumOf(categories.slice(0, -1))).toBe(report.total)
      expect(categories.at(-1)?.slice(0, 2)).toEqual(['Total', String(report.total)])
      const outcomes = tableIn(text, report.total === 1 ? 'Outcome' : 'Outcomes')
      if (report.outcomeNotPublished < report.total) expect(sumOf(outcomes)).toBe(report.total)
    }),
    { numRuns: 100 },
  )
})

test('nothing in it is taken for a formula, or for a cell that ends at the next quotation mark', () => {
  const names = ['=1+1', '+44', '-2', '@SUM(A1)', 'a\t=b', 'Mill Lane', '"Cafe']
  const text = plainText(reportOf(names.flatMap((name) => times(2, incident({ street: street(name) })))), [])
  expect(tableIn(text, 'On or near').map(([name]) => name)).toEqual([
    '\'"Cafe',
    "'+44",
    "'-2",
    "'=1+1",
    "'@SUM(A1)",
    'Mill Lane',
    'a =b',
  ])
})

test('it names the place, the month, the source and the licence', () => {
  const text = plainText(village(), [])
  expect(text).toMatch(
    /^Street crime near ST20 0LY\n12 incidents in December 2024, the latest published, shown on or near the closest street\n/,
  )
  expect(text).toContain('Source: data.police.uk, fetched on 16 November 2026 at 14:02, London time.')
  expect(text).toMatch(
    /Contains public sector information licensed under the Open Government Licence v3\.0 \(https:.*\)\.$/,
  )
  expect(text).not.toMatch(/━|%/)
})

test('in summer its time is London’s too', () => {
  const report = reportOf([incident()], { fetchedAt: Date.UTC(2026, 5, 30, 23, 30) })
  expect(plainText(report, [])).toContain('fetched on 1 July 2026 at 00:30, London time.')
})

test('a comparison has a column for each place, with its total', () => {
  const results = [success(village()), success(reportOf(times(3, incident({ category: 'drugs' }))))]
  const text = comparisonPlainText({
    comparison: comparisonOf(results.map(({ value }) => value.postcode)),
    results,
  })
  const rows = tableIn(text, 'Category')
  expect(rows.at(-1)).toEqual(['Total', '12', '3'])
  expect(rows.find(([name]) => name === 'Drugs')).toEqual(['Drugs', '1', '3'])
  for (const column of [1, 2]) expect(sumOf(rows.slice(0, -1), column)).toBe(Number(rows.at(-1)?.[column]))
})

test('a comparison without figures says why in its place', () => {
  const compared = {
    comparison: comparisonOf([postcode('LE1 1WA'), postcode('B1 1BB')]),
    results: [failed({ kind: 'unreachable' as const }), failed({ kind: 'unreachable' as const })],
  }
  expect(comparisonPlainText(compared)).toBe('')
  expect(read({ text: '', blocks: comparisonTextModal(compared, FETCHED_AT).blocks })).toContain(
    'The police data service didn’t answer.',
  )
})
