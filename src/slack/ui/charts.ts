import type { Block } from './blocks.ts'
import { cut, LIMITS, oneLine } from './limits.ts'

/** A name and its value, above 0. */
export type ChartPoint = { readonly label: string; readonly value: number }

type Pie = { readonly type: 'pie'; readonly segments: readonly ChartPoint[] }
type Bars = {
  readonly type: 'bar'
  readonly series: readonly { readonly name: string; readonly data: readonly ChartPoint[] }[]
  readonly axis_config: { readonly categories: readonly string[] }
}

/**
 * Slack's own chart, which messages alone take. Not in @slack/types 3.2.0.
 * Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
 */
export type ChartBlock = {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: Pie | Bars
}

/** A message that may have charts in it, and can therefore be shown nowhere else. */
export type ChartMessage = { readonly text: string; readonly blocks: readonly (Block | ChartBlock)[] }

// How Slack reads a label is not documented: what could begin a control sequence is left out of it.
const harmless = (name: string): string => oneLine(name.replace(/[<>&]/g, ' '))

const short = (name: string, longest: number = LIMITS.chartLabel): string =>
  cut(harmless(name), longest) || 'Unnamed'

// Within one chart Slack wants each label once: a second "Drugs" becomes "Drugs (2)".
const distinct = (points: readonly ChartPoint[]): ChartPoint[] => {
  const taken = new Set<string>()
  return points.map(({ label, value }) => {
    let own = short(label)
    for (let again = 2; taken.has(own); again += 1) {
      const suffix = ` (${again})`
      own = `${short(label, LIMITS.chartLabel - suffix.length)}${suffix}`
    }
    taken.add(own)
    return { label: own, value }
  })
}

const chartBlock = (title: string, chart: ChartBlock['chart']): ChartBlock => ({
  type: 'data_visualization',
  title: cut(title, LIMITS.chartTitle),
  chart,
})

/** Bars of one series, in the order given; 20 at most, and at least one. */
export const barChart = (title: string, series: string, points: readonly ChartPoint[]): ChartBlock => {
  const data = distinct(points.slice(0, LIMITS.chartPoints))
  return chartBlock(title, {
    type: 'bar',
    series: [{ name: short(series), data }],
    axis_config: { categories: data.map(({ label }) => label) },
  })
}

/** A pie, whose per cents Slack writes itself; six segments at most, and at least one. */
export const pieChart = (title: string, segments: readonly ChartPoint[]): ChartBlock =>
  chartBlock(title, { type: 'pie', segments: distinct(segments.slice(0, LIMITS.pieSegments)) })

/** Whether a message holds a chart. */
export const hasChart = ({ blocks }: ChartMessage): boolean =>
  blocks.some(({ type }) => type === 'data_visualization')
