import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import type { Report } from '../../../src/crime/report.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { comparisonChart } from '../../../src/report/chart.ts'
import { type ComparisonView, comparisonMessage } from '../../../src/report/compare/message.ts'
import type { Compared } from '../../../src/report/compare/results.ts'
import { comparisonPlainText } from '../../../src/report/copy-text/plain-text.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'
import { PHONE_WIDTH } from '../../../src/slack/ui/text-table.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { anyFailure } from '../../support/arbitraries/any-failure.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { blocksIn, mrkdwnIn } from '../../support/message-counts.ts'
import { liveParts, partsOf, read } from '../../support/read-message.ts'

const found = fc.oneof(
  { weight: 5, arbitrary: hostileReport.map(success) },
  { weight: 1, arbitrary: anyFailure.map(failed) },
)

const shown = fc
  .uniqueArray(anyPostcode, { minLength: 1, maxLength: 4 })
  .chain((postcodes) =>
    fc.record({
      postcodes: fc.constant(postcodes),
      found: fc.tuple(...postcodes.map(() => found)),
      categories: anyCategories,
      audience: fc.constantFrom('channel', 'people', 'nobody'),
      sharedBy: fc.option(fc.constantFrom('U0PRIYA', '<!channel>'), { freq: 2 }),
    }),
  )
  .map(({ postcodes, found: each, categories, audience, sharedBy }) => {
    const answers = each.map((one, at) => {
      const postcode = postcodes[at]
      return one.ok && postcode !== undefined ? success({ ...one.value, postcode }) : one
    })
    const compared = { comparison: comparisonOf(postcodes, categories), results: answers }
    const view: ComparisonView = { audience, canChart: true, sharedBy, now: FETCHED_AT }
    const message = comparisonMessage(compared, view)
    const reports = answers.flatMap((one) => (one.ok && one.value.total > 0 ? [one.value] : []))
    return { compared, message, chart: comparisonChart(compared, view), categories, reports }
  })

type Shown = {
  readonly compared: Compared
  readonly chart: ChartMessage
  readonly message: Message
  readonly categories: readonly string[]
  readonly reports: readonly Report[]
}

const holds = (property: (one: Shown) => void, numRuns = 100) =>
  fc.assert(fc.property(shown, property), { numRuns })

const tableOf = (message: Message): string[] =>
  blocksIn(message)
    .find(({ type }) => type === 'rich_text_preformatted')
    ?.text.split('\n') ?? []

const widthOf = (line: string): number => [...line].length

test('Slack takes any comparison, which mentions and links nothing from outside', () => {
  holds(({ message }) => {
    expect(checkMessage(message)).toEqual([])
    expect(message.text.trim().length).toBeGreaterThan(0)
    expect(message.text.length).toBeLessThanOrEqual(4_000)
    expect(liveParts(message).filter((part) => part !== '<@U0PRIYA>')).toEqual([])
    expect(message.text).not.toMatch(/[<>]/)
    expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/)
    for (const part of partsOf(message.blocks)) {
      if (typeof part.text !== 'string') continue
      expect(part.text.replaceAll('\n', '')).not.toMatch(/[\p{C}\u2028\u2029]/u)
      expect(part.text.isWellFormed()).toBe(true)
    }
  })
})

/** The rows of a table with their figures, heading first; the first lines of a long name have none. */
const rowsOf = (message: Message): string[] => {
  const lines = tableOf(message)
  const width = Math.max(0, ...lines.map(widthOf))
  return lines.filter((line) => widthOf(line) === width)
}

// Names end two spaces before the columns, whatever is in them.
const figuresOf = (row: string): string => row.slice(row.lastIndexOf('  ') + 2)

test('Slack takes the chart of any comparison', () => {
  holds(({ chart }) => {
    expect(checkMessage(chart)).toEqual([])
  })
})

test('every line of the table starts with a name, and its figures fit on one line of a phone', () => {
  holds(({ message }) => {
    for (const line of tableOf(message)) expect(line).toMatch(/^(?: {2})?\S/)
    for (const row of rowsOf(message)) {
      expect(widthOf(figuresOf(row))).toBeLessThanOrEqual(PHONE_WIDTH)
      expect(figuresOf(row)).not.toMatch(/ /)
    }
  })
})

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0)

/** Whether a chart's bars are shares, in whole per cent. */
const isOfShares = ({ blocks }: ChartMessage): boolean =>
  blocks.some(
    (block) =>
      block.type === 'data_visualization' &&
      block.chart.type === 'bar' &&
      block.chart.axis_config.y_label === 'Per cent',
  )

/** The sum of each place's bars. */
const seriesTotals = ({ blocks }: ChartMessage): number[] =>
  blocks.flatMap((block) =>
    block.type === 'data_visualization' && block.chart.type === 'bar'
      ? block.chart.series.map(({ data }) => sumOf(data.map(({ value }) => value)))
      : [],
  )

/** The rows of a comparison's chart: its labels, and the bars of each place. */
const chartRows = ({ blocks }: ChartMessage): number[][] =>
  blocks.flatMap((block) =>
    block.type === 'data_visualization' && block.chart.type === 'bar'
      ? block.chart.axis_config.categories.map((_, row) =>
          block.chart.type === 'bar' ? block.chart.series.map(({ data }) => data[row]?.value ?? 0) : [],
        )
      : [],
  )

const isDescending = (numbers: readonly number[]): boolean =>
  numbers.every((one, at) => at === 0 || one <= (numbers[at - 1] ?? 0) + 1e-9)

test('rows and bars stand in the order that is said above both, and in the text', () => {
  const seen = { counts: 0, shares: 0, none: 0 }
  holds(({ message, chart, reports }) => {
    const [order] = mrkdwnIn(message).filter((text) => / first\.$/.test(text))
    const bars = chartRows(chart)
    if (order === undefined) return
    if (bars.length === 0) seen.none += 1
    else if (isOfShares(chart)) {
      seen.shares += 1
      expect(read(chart)).toContain('By average share, largest first.')
      expect(chart.text).toContain('By average share, largest first.')
      // A bar is rounded by half a per cent, and up to one where it would be less. The last may be all others together.
      const sums = bars.slice(0, -1).map(sumOf)
      for (const [at, one] of sums.entries())
        expect(one).toBeLessThanOrEqual((sums[at - 1] ?? Number.POSITIVE_INFINITY) + 1.5 * reports.length)
    } else {
      seen.counts += 1
      expect(read(chart)).toContain(order)
    }
    expect(message.text).toContain(order)
    const [heading, total, ...lines] = rowsOf(message).map(figuresOf)
    expect(heading).toBeDefined()
    const countsIn = (line = ''): number[] =>
      (line.replaceAll(/(?:<1|\d+)%/g, '').match(/[\d,]+/g) ?? []).map((cell) =>
        Number(cell.replaceAll(',', '')),
      )
    const rows = lines.map(countsIn)
    if (bars.length > 0 && !isOfShares(chart)) expect(bars).toEqual(rows)
    const totals = countsIn(total)
    const hasShares = lines.some((line) => line.includes('%'))
    const large = totals.filter((one) => one >= 20).length
    const byShare = large === 1 ? 'By share, largest first.' : 'By average share, largest first.'
    expect(order).toBe(hasShares ? byShare : 'Most incidents first.')
    // The last may be all others together.
    const ordered = rows.slice(0, -1)
    const weights = ordered.map((row) =>
      hasShares
        ? sumOf(row.map((one, at) => ((totals[at] ?? 0) < 20 ? 0 : one / (totals[at] ?? 1))))
        : sumOf(row),
    )
    expect(isDescending(weights)).toBe(true)
    expect(reports.length > 3 && hasShares).toBe(false)
  }, 400)
  // Of 400 some thirty each, by chance.
  expect(seen.counts).toBeGreaterThan(3)
  expect(seen.shares).toBeGreaterThan(3)
})

/** The sum of each column of the text that is copied, between its heading and its total. */
const copiedSums = (compared: Compared): number[] => {
  const lines = comparisonPlainText(compared)
    .split('\n')
    .filter((line) => line.includes('\t'))
  const rows = lines.slice(1, -1).map((line) => line.split('\t').slice(1).map(Number))
  return (rows[0] ?? []).map((_, at) => sumOf(rows.map((row) => row[at] ?? Number.NaN)))
}

test('the counts of each column add up to its total, which is its place’s', () => {
  holds(({ compared, message, chart, categories, reports }) => {
    const cells = (figures: string): number[] =>
      (figures.replaceAll(/(?:<1|\d+)%/g, '').match(/[\d,]+/g) ?? []).map((cell) =>
        Number(cell.replaceAll(',', '')),
      )
    const totals = reports.map(({ incidents, total: all }) =>
      categories.length === 0
        ? all
        : [...incidents].filter((incident) => categories.includes(incident.category)).length,
    )
    // One place alone is drawn as its report is, whose sums any-report.test.ts holds.
    const [heading, total, ...rows] = reports.length < 2 ? [] : rowsOf(message).map(figuresOf)
    if (heading === undefined || total === undefined) return
    const differ = Math.max(...totals) > 4 * Math.min(...totals)
    const charted = seriesTotals(chart)
    if (!differ) expect(charted).toEqual(totals)
    else if (Math.min(...totals) < 20) expect(charted).toEqual([])
    else for (const share of charted) expect(Math.abs(share - 100)).toBeLessThanOrEqual(rows.length)
    expect(copiedSums(compared)).toEqual(totals)
    expect(cells(total)).toEqual(totals)
    const sums = totals.map((_, at) => rows.reduce((sum, row) => sum + (cells(row)[at] ?? 0), 0))
    expect(sums).toEqual(totals)
  })
})

test('mrkdwn holds no text from outside', () => {
  holds(({ message }) => {
    const ours =
      /^(?:Shared by |In \*|\*[\d,]|These are counts|Each place shows|The places show|By (?:average )?share, largest first\.$|Most incidents first\.$|None recorded: [a-z, -]+\.$|Fetched <!date)/
    expect(mrkdwnIn(message).filter((text) => !ours.test(text))).toEqual([])
  })
})
