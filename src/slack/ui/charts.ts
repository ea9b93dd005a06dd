import { LRUCache } from 'lru-cache'
import { oneLine } from '../../crime/postcode.ts'
import type { Block } from './blocks.ts'
import { cut, LIMITS } from './limits.ts'

/** A name and its value, above 0. */
export type ChartPoint = { readonly label: string; readonly value: number }

type Pie = { readonly type: 'pie'; readonly segments: readonly ChartPoint[] }
type Bars = {
  readonly type: 'bar'
  readonly series: readonly { readonly name: string; readonly data: readonly ChartPoint[] }[]
  readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string }
}

/**
 * Slack's own chart, for messages only. Not in @slack/types 3.2.0.
 * Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
 */
export type ChartBlock = {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: Pie | Bars
}

/** A message that may hold charts, so its blocks are not allowed in views. */
export type ChartMessage = { readonly text: string; readonly blocks: readonly (Block | ChartBlock)[] }

// Whether Slack reads control sequences in a label is not documented: the characters that begin one are left out.
const withoutControl = (name: string): string => oneLine(name.replace(/[<>&]/g, ' '))

const label = (name: string, max: number = LIMITS.chartLabel): string =>
  cut(withoutControl(name), max) || 'Unnamed'

// Labels of one chart must differ: a second "Drugs" becomes "Drugs (2)".
const distinctLabels = (names: readonly string[]): string[] => {
  const taken = new Set<string>()
  for (const name of names) {
    let distinct = label(name)
    for (let number = 2; taken.has(distinct); number += 1) {
      const suffix = ` (${number})`
      distinct = `${label(name, LIMITS.chartLabel - suffix.length)}${suffix}`
    }
    taken.add(distinct)
  }
  return [...taken]
}

const chartBlock = (title: string, chart: ChartBlock['chart']): ChartBlock => ({
  type: 'data_visualization',
  title: cut(title, LIMITS.chartTitle),
  chart,
})

/** A name, and its value in each series of a chart. */
type ChartRow = { readonly label: string; readonly values: readonly number[] }

/** Bars of one series or more, in the order given; the first 20 of each are shown, and there must be one. `unit` names their axis. */
export const barChart = (
  title: string,
  series: readonly string[],
  rows: readonly ChartRow[],
  unit?: string,
): ChartBlock => {
  const shown = rows.slice(0, LIMITS.chartPoints)
  const labels = distinctLabels(shown.map((row) => row.label))
  return chartBlock(title, {
    type: 'bar',
    series: series.map((name, at) => ({
      name: label(name),
      data: shown.map(({ values }, index) => ({ label: labels[index] ?? '', value: values[at] ?? 0 })),
    })),
    axis_config: { categories: labels, ...(unit === undefined ? {} : { y_label: unit }) },
  })
}

/** A pie; Slack adds the per cents. The first six segments are shown, and there must be one. */
export const pieChart = (title: string, segments: readonly ChartPoint[]): ChartBlock => {
  const shown = segments.slice(0, LIMITS.pieSegments)
  const labels = distinctLabels(shown.map((segment) => segment.label))
  return chartBlock(title, {
    type: 'pie',
    segments: shown.map(({ value }, at) => ({ label: labels[at] ?? '', value })),
  })
}

/** Whether a message holds a chart. */
export const hasChart = ({ blocks }: ChartMessage): boolean =>
  blocks.some(({ type }) => type === 'data_visualization')

const DAY_MS = 24 * 60 * 60 * 1_000
// A workspace that the LRU evicts is offered charts again before the day is over.
const MAX_WORKSPACES = 10_000

/**
 * Which workspaces accept charts, as far as this process knows: Slack introduces charts to one workspace after the
 * other. `clock` gives ms since the epoch.
 */
export const createChartSupport = (clock: () => number) => {
  const rejectedAt = new LRUCache<string, number>({ max: MAX_WORKSPACES })
  return {
    /** Whether to offer charts in a workspace. */
    isSupported: (teamId: string): boolean => {
      const at = rejectedAt.get(teamId)
      const ago = at === undefined ? DAY_MS : clock() - at
      // A clock that was set back must not extend the day.
      return ago < 0 || ago >= DAY_MS
    },
    /** Records that Slack rejected a chart: none is offered in the workspace for a day. */
    markUnsupported: (teamId: string): void => void rejectedAt.set(teamId, clock()),
  }
}

export type ChartSupport = ReturnType<typeof createChartSupport>
