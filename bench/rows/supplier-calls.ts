import { setTimeout as pause } from 'node:timers/promises'
import { incidentsAnswer } from '../../playground/postcodearea/answer.ts'
import { incidentsOf as publishedIn } from '../../playground/postcodearea/incidents.ts'
import { placeOf } from '../../playground/postcodearea/places.ts'
import { randomFrom } from '../../playground/postcodearea/random.ts'
import { type Postcode, parsePostcode } from '../../src/crime/postcode.ts'
import { success } from '../../src/lib/result.ts'
import { createLookup } from '../../src/lookup/lookup.ts'
import { readContents } from '../../test/support/read-contents.ts'
import { CITY_INCIDENTS, CITY_POSTCODE, cityBody, postcodeAt } from '../sample-city.ts'
import type { Benchmark, Row } from '../table.ts'

const LOOKUPS = 10_000
const POSTCODES = 2_000
const AT_ONCE = 64
const ANSWER_MS = 200
const VILLAGE_INCIDENTS = 12
// The default of CACHE_MAX_MB.
const DEFAULT_CACHE_BYTES = 64 * 2 ** 20

const postcodes = (): Postcode[] =>
  Array.from({ length: POSTCODES }, (_, at) => parsePostcode(postcodeAt(at))).flatMap((read) =>
    read.ok ? [read.value] : [],
  )

const villageBody = (): string => {
  const place = placeOf(CITY_POSTCODE)
  if (place === undefined) throw new RangeError('no village')
  const { body } = incidentsAnswer(publishedIn(place, '2023-01', VILLAGE_INCIDENTS), '/crime-incidents/')
  return String(body)
}

/** Which postcode each look-up asks for: by Zipf's law the nth as often as 1/n. */
const zipf = (): number[] => {
  const { next } = randomFrom('zipf')
  let all = 0
  const upTo = Array.from({ length: POSTCODES }, (_, at) => {
    all += 1 / (at + 1)
    return all
  })
  return Array.from({ length: LOOKUPS }, () => {
    const drawn = next() * all
    return upTo.findIndex((weight) => drawn < weight)
  })
}

const measure = async (): Promise<Row> => {
  const [city, village] = [cityBody(CITY_INCIDENTS).toString('utf8'), villageBody()]
  const all = postcodes()
  const calls = new Map<Postcode, number>()
  const supplier = {
    incidentsNear: async (near: Postcode) => {
      calls.set(near, (calls.get(near) ?? 0) + 1)
      await pause(ANSWER_MS)
      const contents = readContents(all.indexOf(near) % 20 === 0 ? city : village)
      if (!contents.ok) throw new Error(contents.failure)
      return success({ ...contents.value, arrivedAt: Date.now() })
    },
  }
  const lookup = createLookup({
    supplier,
    clock: Date.now,
    maxBytes: DEFAULT_CACHE_BYTES,
    log: { warn: () => undefined },
  })
  const asked = zipf().flatMap((at) => all[at] ?? [])
  const next = asked.values()
  const ask = async () => {
    for (const near of next) await lookup.near(near, null)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  lookup.close()
  const distinct = new Set(asked).size
  const made = [...calls.values()].reduce((sum, count) => sum + count, 0)
  return {
    row: '10,000 look-ups, Zipf over 2,000 postcodes, 64 at a time: supplier calls / distinct postcodes',
    value: made / distinct,
    budget: { atMost: 1 },
    detail: `${made} calls / ${distinct} postcodes`,
  }
}

/** What a busy hour costs in tokens. */
export const supplierCalls: Benchmark = { name: 'supplier-calls', measure: async () => [await measure()] }
