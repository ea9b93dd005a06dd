import { expect, test } from 'vitest'
import { readChart } from '../../../playground/page/client/blocks/read-chart.ts'
import { barChart, pieChart } from '../../../src/slack/ui/charts.ts'

const sent = (block: object) => ({ ...block, type: 'data_visualization' })
const points = [
  { label: 'Burglary', value: 52 },
  { label: 'Drugs', value: 3 },
]

test('reads the bars and the pies that the app sends', () => {
  expect(
    readChart(
      sent(
        barChart(
          'By category',
          ['Incidents'],
          points.map(({ label, value }) => ({ label, values: [value] })),
        ),
      ),
    ),
  ).toEqual({
    title: 'By category',
    kind: 'bar',
    unit: '',
    series: [{ name: 'Incidents', points }],
  })
  const shares = barChart('Shares', ['LE1 1WA'], [{ label: 'Drugs', values: [3] }], 'Per cent')
  expect(readChart(sent(shares))).toMatchObject({ unit: 'Per cent' })
  expect(readChart(sent(pieChart('By outcome', points)))).toEqual({
    title: 'By outcome',
    kind: 'pie',
    segments: points,
  })
})

test.each([
  ['another chart', { chart: { type: 'line', series: [] } }],
  ['none', {}],
  ['a word in its place', { chart: 'pie' }],
])('%s is not drawn', (_, block) => {
  expect(readChart(sent(block))).toBeUndefined()
})
