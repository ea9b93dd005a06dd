import type { SentBlock } from '../../snapshot.ts'
import { BlockAsJson } from './block-as-json.tsx'
import { type ChartPoint, readChart } from './read-chart.ts'

/** A `data_visualization`: shape, labels and figures of Slack's chart, and not its look. */
export function ChartBlock({ block }: { block: SentBlock }) {
  const chart = readChart(block)
  if (chart === undefined) return <BlockAsJson block={block} />
  return (
    <figure className="chart" aria-label={chart.title}>
      <figcaption>{chart.title}</figcaption>
      {chart.kind === 'pie' ? <PieChart segments={chart.segments} /> : <BarChart {...chart} />}
    </figure>
  )
}

type Series = { name: string; points: readonly ChartPoint[] }

/** As many tints as a chart has segments. */
const TINTS = 6

/** The largest value of all series, which are drawn to one scale. */
const mostOf = (series: readonly Series[]): number =>
  Math.max(...series.flatMap(({ points }) => points.map(({ value }) => value)), 1)

/** The bars of every series, side by side for each label: a table to a screen reader, its bars for the eye alone. */
function BarChart({ series, unit }: { series: readonly Series[]; unit: string }) {
  const most = mostOf(series)
  const [first] = series
  return (
    <>
      {series.length > 1 && <Legend names={series.map(({ name }) => name)} />}
      {unit !== '' && <p className="unit">{unit}</p>}
      <table className="bars" data-together={series.length > 1}>
        {series.length === 1 && <caption>{first?.name}</caption>}
        <tbody>
          {first?.points.map(({ label }, row) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                {series.map(({ name, points }, at) => (
                  <Bar key={name} value={points[row]?.value ?? 0} most={most} tint={at % TINTS} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Bar({ value, most, tint }: { value: number; most: number; tint: number }) {
  const width = `${(100 * value) / most}%`
  return (
    <div>
      {value > 0 && <span className={`bar slice-${tint}`} style={{ width }} />}
      <span>{value.toLocaleString('en-GB')}</span>
    </div>
  )
}

/** The name of each series, in the order of its bars. */
function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul className="legend">
      {names.map((name, at) => (
        <li key={name}>
          <span className={`swatch slice-${at % TINTS}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  )
}

/** A circle of this circumference, so that lengths along it are per cents. */
const RADIUS = 100 / (2 * Math.PI)
/** As wide as the circle's radius, so that the line fills it; a hair is left between segments. */
const WIDTH = 2 * RADIUS
const HAIR = 0.4

/** A pie for the eye, and beside it what every segment is, in its order around from the top. */
function PieChart({ segments }: { segments: readonly ChartPoint[] }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0) || 1
  const size = 2 * WIDTH
  let begun = 0
  const parts = segments.map(({ label, value }) => {
    const share = (100 * value) / total
    begun += share
    return { label, value, share, from: begun - share }
  })
  return (
    <div className="pie">
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        {parts.map(({ label, share, from }, at) => (
          <circle
            key={label}
            className={`slice-${at}`}
            cx={WIDTH}
            cy={WIDTH}
            r={RADIUS}
            fill="none"
            strokeWidth={WIDTH}
            strokeDasharray={`${Math.max(share - HAIR, 0.2)} 100`}
            strokeDashoffset={-from}
            transform={`rotate(-90 ${WIDTH} ${WIDTH})`}
          />
        ))}
      </svg>
      <table>
        <tbody>
          {parts.map(({ label, value, share }, at) => (
            <tr key={label}>
              <th scope="row">
                <span className={`swatch slice-${at}`} aria-hidden="true" />
                {label}
              </th>
              <td>{value.toLocaleString('en-GB')}</td>
              <td>{perCent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function perCent(share: number): string {
  return share > 0 && share < 0.5 ? '<1%' : `${Math.round(share)}%`
}
