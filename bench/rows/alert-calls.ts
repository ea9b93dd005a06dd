import { simulatedYear } from '../alert-year.ts'
import type { Benchmark, Row } from '../table.ts'

const rowsOf = async (processes: number, atMost: number): Promise<Row[]> => {
  const { calls, days, places, areas, alerts, months, posts } = await simulatedYear(processes)
  const lines = posts.flatMap(({ channel, text }) => text.split('\n').map((line) => `${channel} ${line}`))
  const distinct = new Set(lines).size
  const expected = alerts * months
  const by = processes === 1 ? 'one process' : `${processes} processes`
  return [
    {
      row: `supplier calls in a simulated year of alerts / watched postcodes × months, ${by}`,
      value: calls / (places * months),
      budget: { atMost },
      detail:
        `${calls.toLocaleString('en-GB')} calls in ${days} days, ${places} places in ${areas} areas; ` +
        `asking daily: ${(places * days).toLocaleString('en-GB')}`,
    },
    {
      row: `places told of in that year / alerts × months, each once, ${by}`,
      value: distinct === lines.length ? distinct / expected : Number.NaN,
      budget: { atLeast: 1 },
      detail:
        `${lines.length.toLocaleString('en-GB')} of ${expected.toLocaleString('en-GB')}, ` +
        `in ${posts.length.toLocaleString('en-GB')} posts`,
    },
  ]
}

const measure = async (): Promise<Row[]> => [...(await rowsOf(1, 1.1)), ...(await rowsOf(3, 1.25))]

/** What it costs to know when new figures are out. */
export const alertCalls: Benchmark = { name: 'alert-calls', measure }
