import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../playground/slack/block-rules/block-rules.ts'
import { countCategories, type Report } from '../../src/crime/report.ts'
import { canBeCharted } from '../../src/report/breakdowns.ts'
import { chartMessage } from '../../src/report/chart.ts'
import { type ChartBlock, type ChartMessage, hasChart } from '../../src/slack/ui/charts.ts'
import { MIN_FOR_PERCENT } from '../../src/slack/ui/text-table.ts'
import { anyCategories } from '../support/arbitraries/any-categories.ts'
import { anyIncidents } from '../support/arbitraries/any-incidents.ts'
import { hostileReport } from '../support/hostile-report.ts'
import { reportOf } from '../support/incidents.ts'
import { liveParts } from '../support/read-message.ts'

const view = fc.record({
  categories: anyCategories,
  audience: fc.constantFrom('channel', 'people', 'nobody'),
  canChart: fc.boolean(),
  sharedBy: fc.option(fc.constantFrom('U0PRIYA'), { freq: 2 }),
})
const report = fc.oneof(
  hostileReport,
  anyIncidents.map((incidents) => reportOf(incidents)),
)

const chartsOf = ({ blocks }: ChartMessage): ChartBlock[] =>
  blocks.filter((block) => block.type === 'data_visualization')
const valuesOf = ({ chart }: ChartBlock): number[] =>
  (chart.type === 'pie' ? chart.segments : (chart.series[0]?.data ?? [])).map(({ value }) => value)
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

type Case = { report: Report; message: ChartMessage; categories: readonly string[] }
const holds = (property: (one: Case) => void) =>
  fc.assert(
    fc.property(report, view, (given, how) =>
      property({ report: given, message: chartMessage(given, how), categories: how.categories }),
    ),
    { numRuns: 150 },
  )

test('Slack takes the charts of any incidents, and nothing beside them mentions or links', () => {
  holds(({ message }) => {
    expect(checkMessage(message)).toEqual([])
    expect(message.text.trim()).not.toBe('')
    expect(message.text).not.toMatch(/[<>]/)
    expect(liveParts(message).filter((part) => part !== '<@U0PRIYA>')).toEqual([])
  })
})

test('every chart adds up to the total, and has two to twenty bars or two to six segments', () => {
  holds(({ report, message, categories }) => {
    const shown = countCategories(report, categories)
    expect(hasChart(message)).toBe(canBeCharted(shown, categories))
    for (const block of chartsOf(message)) {
      const values = valuesOf(block)
      expect(sum(values)).toBe(shown.total)
      expect(values.length).toBeGreaterThan(1)
      if (block.chart.type === 'pie') expect(shown.total).toBeGreaterThanOrEqual(MIN_FOR_PERCENT)
    }
    if (categories.length === 1) expect(chartsOf(message).length).toBeLessThan(2)
  })
})
