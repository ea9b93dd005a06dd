import { countIncidents } from '../../src/crime/report.ts'
import { readContents } from '../../test/support/read-contents.ts'
import { CITY_INCIDENTS, cityBody } from '../sample-city.ts'
import { compare, msOf } from '../sampling.ts'
import type { Benchmark, Budget, Row } from '../table.ts'

/** Records read in one sample at least, so that neither the clock's step nor one garbage collection decides it. */
const RECORDS_A_SAMPLE = 15_000

const summarise = (bytes: Buffer): number => {
  const contents = readContents(bytes.toString('utf8'))
  if (!contents.ok || contents.value.unreadable > 0) throw new Error('the body was not read as a whole')
  return countIncidents(contents.value.incidents).total
}

const parse = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'))

const measure = async (bytes: Buffer, budget: Budget): Promise<Row> => {
  const incidents = summarise(bytes)
  const times = Math.max(1, Math.round(RECORDS_A_SAMPLE / incidents))
  const { ratio, ours, peer } = await compare({
    ours: msOf(() => summarise(bytes), times),
    peer: msOf(() => parse(bytes), times),
    rounds: 40,
    warmUps: 10,
  })
  return {
    row: `parse, validate and summarise ${incidents.toLocaleString('en-GB')} incidents / JSON.parse`,
    value: ratio,
    budget,
    detail: `${ours.toFixed(2)} ms / ${peer.toFixed(2)} ms`,
  }
}

/** Reading the supplier's answer, down to its figures, against parsing the same bytes as JSON and no more. */
export const parseIncidents: Benchmark = {
  name: 'parse-incidents',
  measure: async () => [
    await measure(cityBody(CITY_INCIDENTS), { atMost: 1.5 }),
    await measure(cityBody(10_000), { atMost: 1.7 }),
  ],
}
