import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../src/crime/category.ts'
import { MONTH_PATTERN } from '../../src/crime/dates.ts'
import { countCategories, createReport, placeCounts, type Report } from '../../src/crime/report.ts'
import { comparisonOf } from '../../src/crime/report-query.ts'
import { thread } from '../../src/features/alerts/messages/channel-posts.ts'
import { digestPost } from '../../src/features/alerts/messages/digest.ts'
import { reportBlocks } from '../../src/features/home/report-section.ts'
import { success } from '../../src/lib/result.ts'
import { findMatches } from '../../src/report/browse/matches.ts'
import { browseReport } from '../../src/report/browse/state.ts'
import { chartMessage } from '../../src/report/chart.ts'
import { comparedReports } from '../../src/report/compare/results.ts'
import { comparisonRows } from '../../src/report/compare/table.ts'
import { plainText } from '../../src/report/copy-text/plain-text.ts'
import { reportMessage } from '../../src/report/message.ts'
import { hasChart } from '../../src/slack/ui/charts.ts'
import { alertOf, dueAlert } from '../features/alerts/example-alerts.ts'
import { changed, nearlySound } from '../postcodearea/nearly-sound.ts'
import { FETCHED_AT, month, postcode } from '../support/incidents.ts'
import { blocksIn, headlineCount, outcomeCounts, tableCounts } from '../support/message-counts.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith } from '../support/records.ts'

const LE1 = postcode('LE1 1WA')
const SLUGS = CATEGORIES.map(({ slug }) => slug)

/** Records as they come, sound and odd, of all categories, forces and outcomes, on streets that share names and ids. */
const anyRecord = fc.oneof(
  fc
    .record({
      category: fc.constantFrom(...SLUGS, 'a-new-one'),
      location_type: fc.constantFrom('Force', 'Force', 'BTP', null),
      outcome_status: fc.constantFrom(null, { category: 'Local resolution', date: '2026-02' }, 'odd'),
      'location.street.id': fc.constantFrom(1, 2, -3, null),
      'location.street.name': fc.constantFrom(
        'On or near Car Park',
        'On or near Mill Lane',
        'On or near ',
        null,
      ),
    })
    .map((fields) => changed(Object.entries(fields).map(([path, value]) => [path, value, false] as const))),
  nearlySound,
)

const isCounted = (candidate: unknown): boolean => {
  const { category, month } = Object(candidate)
  return (
    typeof category === 'string' && category !== '' && typeof month === 'string' && MONTH_PATTERN.test(month)
  )
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)
const toNumber = (digits = ''): number => Number(digits.replaceAll(',', ''))

const reportFrom = (data: readonly unknown[]): Report | null => {
  const contents = readContents(bodyWith(data))
  if (!contents.ok || contents.value.incidents.length === 0) return null
  const { incidents, unreadable } = contents.value
  return createReport(incidents, { postcode: LE1, unreadable, fetchedAt: FETCHED_AT })
}

const anyCategories: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constant<readonly string[]>([]),
  fc.constantFrom(...SLUGS).map((slug) => [slug]),
  fc.subarray(SLUGS, { minLength: 2 }),
)

test('the sums of an answer close on every surface, whatever its records are', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 60 }), anyCategories, (data, categories) => {
      const report = reportFrom(data)
      const counted = data.filter(isCounted)
      expect(report?.total ?? 0).toBe(counted.length)
      if (report === null) return
      expect(report.total + report.unreadable).toBe(data.length)

      const total = counted.filter(
        (one) => categories.length === 0 || categories.includes(Object(one).category),
      ).length
      const shown = countCategories(report, categories)
      expect(shown.total).toBe(total)
      expect(sum(placeCounts(shown).map(({ count }) => count)) + shown.streetNotGiven).toBe(total)

      // Browse: the total, and each menu.
      const { state, ...browsed } = browseReport(LE1, categories)
      const { matches } = findMatches(report, { ...browsed, state })
      expect(matches.total).toBe(total)
      expect(sum(matches.places.map(({ count }) => count))).toBe(total)
      expect(sum([...matches.outcomes.values()])).toBe(total)
      expect(sum(matches.categories.map(([, count]) => count))).toBe(report.total)
      if (total === 0) return

      // Report, category report and the thread of an alert.
      const view = { categories, audience: 'channel', canChart: true, sharedBy: null } as const
      for (const message of [reportMessage(report, view), thread(alertOf({ categories }), report)]) {
        expect(headlineCount(message)).toBe(total)
        const table = tableCounts(message)
        if (table.length > 0) expect(sum(table)).toBe(total)
        if (categories.length !== 1) expect(sum(outcomeCounts(message) ?? [])).toBe(total)
      }

      // Home, which always has the whole report.
      const section = { report: success(report), places: [], saveNotice: null, now: FETCHED_AT }
      const onHome = { ...section, state: { editing: false } }
      const home = { text: '', blocks: reportBlocks({ ...onHome, browsed: browseReport(LE1, []) }) }
      expect(headlineCount(home)).toBe(report.total)
      const homeTable = tableCounts(home)
      if (homeTable.length > 0) expect(sum(homeTable)).toBe(report.total)
      expect(sum(outcomeCounts(home) ?? [])).toBe(report.total)

      // Digest: the row of each place.
      const one = { alert: dueAlert({ categories }), figures: report, month: month('2023-02') }
      const digest = digestPost({ announced: [one, one, one], late: [], missing: [] })
      const rows = blocksIn(digest).find(({ type }) => type === 'rich_text_preformatted')?.text ?? ''
      const totals = [...rows.matchAll(/^LE1\s1WA\s+([\d,]+)/gm)].map(([, digits]) => toNumber(digits))
      expect(totals).toEqual([total, total, total])

      // Chart: each of its charts.
      const chart = chartMessage(report, view)
      for (const block of hasChart(chart) ? chart.blocks : []) {
        if (block.type !== 'data_visualization') continue
        const points = block.chart.type === 'pie' ? block.chart.segments : (block.chart.series[0]?.data ?? [])
        expect(sum(points.map(({ value }) => value))).toBe(total)
      }

      // Comparison: the column of the place.
      const compared = { comparison: comparisonOf([LE1], categories), results: [success(report)] }
      const places = comparedReports(compared)
      const compareRows = comparisonRows(places, categories)
      if (compareRows.length > 0) expect(sum(compareRows.map(({ counts }) => counts[0] ?? 0))).toBe(total)

      // Copy as text: the headline.
      expect(toNumber(/^([\d,]+) incidents?/m.exec(plainText(report, categories))?.[1])).toBe(total)
    }),
    { numRuns: 120 },
  )
})
