import { simulatedYear } from './alerts/year.ts'
import type { Family, Row } from './table.ts'

const measure = async (): Promise<Row[]> => {
  const { calls, days, places, areas, alerts, months, posts } = await simulatedYear()
  const lines = new Set(posts.map(({ channel, text }) => `${channel} ${text}`)).size
  const all = alerts * months
  return [
    {
      row: 'calls to the supplier in a simulated year / watched postcodes × months',
      value: calls / (places * months),
      target: { atMost: 1.1 },
      beside:
        `${calls.toLocaleString('en-GB')} calls in ${days} days, ${places} places in ${areas} areas; ` +
        `asking daily: ${(places * days).toLocaleString('en-GB')}`,
    },
    {
      row: 'lines posted in that year / alerts × months, each once',
      value: lines === posts.length ? lines / all : Number.NaN,
      target: { atLeast: 1 },
      beside: `${posts.length.toLocaleString('en-GB')} lines of ${all.toLocaleString('en-GB')}`,
    },
  ]
}

/** What it costs to know when new figures are out. */
export const watching: Family = { name: 'watching', measure }
