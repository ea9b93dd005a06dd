import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { figuresOf } from '../src/crime/report.ts'
import { readContents } from '../src/postcodearea/response.ts'
import { CITY_INCIDENTS, cityBody } from './city.ts'
import { compare, msOf } from './sampling.ts'
import type { Family, Row, Target } from './table.ts'

/** What a sample takes at least, so that neither the clock nor one collection decides it. */
const RECORDS_A_SAMPLE = 15_000

const summarise = (bytes: Buffer): number => {
  const contents = readContents(bytes.toString('utf8'))
  if (!contents.ok || contents.value.unreadable > 0) throw new Error('the body was not read as a whole')
  return figuresOf(contents.value.incidents).total
}

const parse = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'))

const reading = async (what: string, bytes: Buffer, target: Target): Promise<Row> => {
  const incidents = summarise(bytes)
  const times = Math.max(1, Math.round(RECORDS_A_SAMPLE / incidents))
  const { ratio, ours, peer } = await compare({
    ours: msOf(() => summarise(bytes), times),
    peer: msOf(() => parse(bytes), times),
    rounds: 40,
    warmUps: 10,
  })
  return {
    row: `parse, validate and summarise ${incidents.toLocaleString('en-GB')} ${what} / JSON.parse`,
    value: ratio,
    target,
    beside: `${ours.toFixed(2)} ms / ${peer.toFixed(2)} ms`,
  }
}

// Beside the project where someone has it, and never in it: the licence does not allow that.
const REAL_CITY = join(import.meta.dirname, '../../shared/data/leicester-2023-01.json')

/** Reading the supplier's answer, down to its figures, against parsing the same bytes as JSON and no more. */
export const readingAnswers: Family = {
  name: 'reading',
  measure: async () => [
    await reading('incidents', cityBody(CITY_INCIDENTS), { atMost: 1.5 }),
    await reading('incidents', cityBody(10_000), { atMost: 1.7 }),
    ...(existsSync(REAL_CITY)
      ? [await reading('real incidents', readFileSync(REAL_CITY), { atMost: 1.5 })]
      : []),
  ],
}
