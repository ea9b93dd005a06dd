import { read } from '../../src/reading/reading.ts'
import { compare, msOf } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'

const LONG = 40_000
const SHORT = 8_000

/** Texts that are hard to read at any length: nearly postcodes, nearly phrases, marks without end. */
const HOSTILE: readonly string[] = [
  'LE1 1WA ',
  'LE1 1W ',
  'le11wa, ',
  'LE1',
  'S W 1 ',
  'M1 M1 1 ',
  'B1 IAA ',
  'burglry ',
  'theft from a ',
  'is there any ',
  'except drugs, ',
  'vs Leicester ',
  'save LE1 1WA M1,Aa, ',
  'unknown',
  'the commit near a1 ',
  'near ',
  '<@U1 ',
  '<https:|',
  ':fire',
  '- - ',
  '\n \u00a0',
  '\u200b',
  '%20+.',
  '&amp;lt;',
  '((((',
]

const textOf = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length)

const measurePart = async (part: string, freeText: boolean): Promise<Row> => {
  const [long, short] = [textOf(part, LONG), textOf(part, SHORT)]
  const { ratio, ours, peer } = await compare({
    ours: msOf(() => read(long, { freeText }), 1),
    // As long a sample as the other: the clock's step must not decide it.
    peer: msOf(() => read(short, { freeText }), LONG / SHORT),
    rounds: 12,
    warmUps: 4,
  })
  return {
    row: `read 40,000 hostile characters ${freeText ? 'as free text' : 'as typed'} / 8,000 of them`,
    value: ratio,
    budget: { atMost: 6 },
    detail: `${ours.toFixed(2)} ms / ${peer.toFixed(2)} ms for ${JSON.stringify(part)}, the worst of ${HOSTILE.length}`,
  }
}

/** The row of the text with the worst ratio. */
const measure = async (freeText: boolean): Promise<Row> => {
  const rows: Row[] = []
  for (const part of HOSTILE) rows.push(await measurePart(part, freeText))
  return rows.reduce((worst, one) => (one.value > worst.value ? one : worst))
}

/** Reading a text grows with its length and no faster, whatever stands in it: as free text, and as typed. */
export const readingText: Benchmark = {
  name: 'reading-text',
  measure: async () => [await measure(false), await measure(true)],
}
