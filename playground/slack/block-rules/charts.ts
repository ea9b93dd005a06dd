import { z } from 'zod'
import { blockPage, chars, list, unconfirmed } from './rule.ts'

// Not in @slack/types 3.2.0: shapes from docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
const page = blockPage('data-visualization')
// Slack has raised these from 6; its page may still show the old number.
const MAX_SERIES = 12
const MAX_SEGMENTS = 12

// That a name may not be blank the page does not say.
const name = chars(20, page, 1).refine((text) => text.trim() !== '', {
  message: 'not blank',
  params: { source: unconfirmed(page) },
})
const title = chars(50, page, 1)
const point = z.strictObject({ label: name, value: z.number() })

const segment = z.strictObject({
  label: name,
  value: z.number().refine((value) => value > 0, { message: 'above 0', params: { source: page } }),
})

const once = (names: readonly string[]): boolean => new Set(names).size === names.length
const rule = (message: string, source = page) => ({ message, params: { source } })

const series = z
  .strictObject({ name, data: list(point, 20, page) })
  .refine(({ data }) => once(data.map(({ label }) => label)), rule('each data label once in a series'))
const axes = z.strictObject({
  categories: list(name, 20, page).refine(once, rule('each category once', unconfirmed(page))),
  x_label: chars(50, page).optional(),
  y_label: chars(50, page).optional(),
})

type Plotted = {
  readonly series: readonly { readonly name: string; readonly data: readonly { readonly label: string }[] }[]
  readonly axis_config: { readonly categories: readonly string[] }
}

const pointForEach = ({ series, axis_config }: Plotted): boolean =>
  series.every(
    ({ data }) =>
      data.length === axis_config.categories.length &&
      data.every(({ label }) => axis_config.categories.includes(label)),
  )

const plotted = <Type extends 'bar' | 'area' | 'line'>(type: Type) =>
  z
    .strictObject({
      type: z.literal(type),
      series: list(series, MAX_SERIES, unconfirmed(page)),
      axis_config: axes,
    })
    .refine(({ series: all }) => once(all.map((one) => one.name)), rule('each series name once'))
    .refine(pointForEach, rule('one data point for each of axis_config.categories'))

const chart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pie'), segments: list(segment, MAX_SEGMENTS, unconfirmed(page)) }),
  plotted('bar'),
  plotted('area'),
  plotted('line'),
])

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: chars(255, page, 1).optional(),
  title,
  chart,
})
