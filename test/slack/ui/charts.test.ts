import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkBlocks } from '../../../playground/slack/block-rules/block-rules.ts'
import { barChart, pieChart } from '../../../src/slack/ui/charts.ts'
import { hostileText } from '../../support/hostile-report.ts'

const points = fc.array(
  fc.record({ label: hostileText, value: fc.integer({ min: 1, max: 20_000 }) }),
  // Few different names, so that many are alike.
  { minLength: 1, maxLength: 40, size: 'max' },
)

test('Slack takes charts of anything, and nothing in a label could begin a control sequence', () => {
  fc.assert(
    fc.property(points, hostileText, (given, title) => {
      const charts = [
        barChart(
          title || 'x',
          [title],
          given.map(({ label, value }) => ({ label, values: [value] })),
        ),
        pieChart(title || 'x', given),
      ]
      expect(checkBlocks(charts, 'message')).toEqual([])
      const labels = charts.flatMap(({ chart }) =>
        chart.type === 'pie' ? chart.segments : chart.series.flatMap(({ data }) => data),
      )
      for (const { label } of labels) expect(label).toMatch(/^[^<>&\n]+$/)
    }),
  )
})

test('names that are the same once cut get numbers', () => {
  const same = ['Drugs', 'Drugs', 'Drugs (2)', 'x'.repeat(30), `${'x'.repeat(30)}y`]
  const { chart } = pieChart(
    'Outcomes',
    same.map((label) => ({ label, value: 1 })),
  )
  expect(chart.type === 'pie' && chart.segments.map(({ label }) => label)).toEqual([
    'Drugs',
    'Drugs (2)',
    'Drugs (2) (2)',
    `${'x'.repeat(19)}…`,
    `${'x'.repeat(15)}… (2)`,
  ])
})
