import { simulatedYear } from '../alert-year.ts'
import type { Benchmark, Row } from '../table.ts'

const measure = async (): Promise<Row[]> => {
  const { calls, days, places, areas, alerts, months, posts } = await simulatedYear()
  const distinct = new Set(posts.map(({ channel, text }) => `${channel} ${text}`)).size
  const expected = alerts * months
  return [
    {
      row: 'supplier calls in a simulated year of alerts / watched postcodes × months, one process',
      value: calls / (places * months),
      budget: { atMost: 1.1 },
      detail:
        `${calls.toLocaleString('en-GB')} calls in ${days} days, ${places} places in ${areas} areas; ` +
        `asking daily: ${(places * days).toLocaleString('en-GB')}`,
    },
    {
      row: 'posts in that year / alerts × months, each once',
      value: distinct === posts.length ? distinct / expected : Number.NaN,
      budget: { atLeast: 1 },
      detail: `${posts.length.toLocaleString('en-GB')} posts of ${expected.toLocaleString('en-GB')}`,
    },
  ]
}

/** What it costs to know when new figures are out. */
export const alertCalls: Benchmark = { name: 'alert-calls', measure }
