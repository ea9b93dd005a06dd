import { z } from 'zod'
import { chars, list } from './limits.ts'
import { blockPage, limits } from './sources.ts'

// Not in @slack/types 3.2.0: shapes from docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
const page = blockPage('data-visualization')
const name = chars(20, limits, 1)
const title = chars(50, limits, 1)
const point = z.strictObject({ label: name, value: z.number() })

const series = z.strictObject({ name, data: list(point, 20, limits) })
const axes = z.strictObject({
  categories: list(name, 20, limits),
  x_label: chars(50, page).optional(),
  y_label: chars(50, page).optional(),
})
const plotted = { series: list(series, 6, limits), axis_config: axes }

const chart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pie'), segments: list(point, 6, limits) }),
  z.strictObject({ type: z.literal('bar'), ...plotted }),
  z.strictObject({ type: z.literal('area'), ...plotted }),
  z.strictObject({ type: z.literal('line'), ...plotted }),
])

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: chars(255, limits, 1).optional(),
  title,
  chart,
})
