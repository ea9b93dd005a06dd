import type { SentBlock } from '../../snapshot.ts'
import { numberField, stringField } from './fields.ts'

/** A name and its value. */
export type ChartPoint = { label: string; value: number }

/** A chart as it is drawn here: bars in one or more series, their unit '' where none is named, or the segments of a pie. */
export type Chart = { title: string } & (
  | { kind: 'bar'; unit: string; series: { name: string; points: ChartPoint[] }[] }
  | { kind: 'pie'; segments: ChartPoint[] }
)

/** Reads a `data_visualization` of bars or a pie; undefined for the others, and for what is neither. */
export function readChart(block: SentBlock): Chart | undefined {
  const title = stringField(block, 'title') ?? ''
  const { type, series, segments, axis_config: axes }: Partial<Record<string, unknown>> = Object(block.chart)
  if (type === 'pie') return { title, kind: 'pie', segments: pointsOf(segments) }
  if (type !== 'bar') return undefined
  const bars = objectsIn(series).map((one) => ({
    name: stringField(one, 'name') ?? '',
    points: pointsOf(Object(one).data),
  }))
  return { title, kind: 'bar', unit: stringField(Object(axes), 'y_label') ?? '', series: bars }
}

function pointsOf(list: unknown): ChartPoint[] {
  return objectsIn(list).map((point) => ({
    label: stringField(point, 'label') ?? '',
    value: numberField(point, 'value') ?? 0,
  }))
}

function objectsIn(list: unknown): object[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}
