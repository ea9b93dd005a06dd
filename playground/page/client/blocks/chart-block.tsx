import type { SentBlock } from '../../snapshot.ts'
import { BarChart } from './bar-chart.tsx'
import { BlockAsJson } from './block-as-json.tsx'
import { PieChart } from './pie-chart.tsx'
import { readChart } from './read-chart.ts'

/** A `data_visualization`: shape, labels and figures of Slack's chart, and not its look. */
export function ChartBlock({ block }: { block: SentBlock }) {
  const chart = readChart(block)
  if (chart === undefined) return <BlockAsJson block={block} />
  return (
    <figure className="chart" aria-label={chart.title}>
      <figcaption>{chart.title}</figcaption>
      {chart.kind === 'pie' ? (
        <PieChart segments={chart.segments} />
      ) : (
        chart.series.map(({ name, points }) => <BarChart key={name} name={name} points={points} />)
      )}
    </figure>
  )
}
