import { POSTS_A_SECOND, postsASecond } from './alerts/delivering.ts'
import { simulatedYear } from './alerts/year.ts'
import { cityBody } from './city.ts'
import { onOutside } from './http/outside.ts'
import { onPostgres } from './postgres/own.ts'
import type { Family, Row } from './table.ts'

const year = async (): Promise<Row[]> => {
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

// Villages, as most places are: what an answer costs to read is measured elsewhere.
const INCIDENTS = 60

const delivery = (): Promise<readonly Row[]> =>
  onOutside(cityBody(INCIDENTS), (outside) =>
    onPostgres(1, async (database) => {
      if (database === undefined) return []
      const perSecond = await postsASecond(outside, database)
      return [
        {
          row: 'posts a second of alerts that are all due / what a Slack takes with 50 ms a post, ten at a time',
          value: perSecond / POSTS_A_SECOND,
          target: { atLeast: 0.8 },
          beside: `${Math.round(perSecond)} / ${POSTS_A_SECOND} a second`,
        },
      ]
    }),
  )

/** What it costs to know when new figures are out, and how fast they are told. */
export const watching: Family = {
  name: 'watching',
  measure: async () => [...(await year()), ...(await delivery())],
}
