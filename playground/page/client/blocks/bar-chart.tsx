import type { ChartPoint } from './read-chart.ts'

/** The bars of one series: a table to a screen reader, its bars for the eye alone. */
export function BarChart({ name, points }: { name: string; points: readonly ChartPoint[] }) {
  const most = Math.max(...points.map(({ value }) => value), 1)
  return (
    <table className="bars">
      <caption>{name}</caption>
      <tbody>
        {points.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <div>
                <span className="bar" style={{ width: `${(100 * value) / most}%` }} />
                <span>{value.toLocaleString('en-GB')}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
