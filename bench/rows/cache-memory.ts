import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Postcode, parsePostcode } from '../../src/crime/postcode.ts'
import { success } from '../../src/lib/result.ts'
import { createLookup } from '../../src/lookup/lookup.ts'
import { reportMessage } from '../../src/report/message.ts'
import { readContents } from '../../test/support/read-contents.ts'
import { CITY_INCIDENTS, cityBody, postcodeAt } from '../sample-city.ts'
import type { Benchmark, Row } from '../table.ts'

const CITIES = 200

setFlagsFromString('--expose-gc')
const gc: unknown = runInNewContext('gc')

/** Bytes in use after a collection; typed arrays and buffers do not show in heapUsed. */
const inUse = (): number => {
  if (typeof gc === 'function') for (let time = 0; time < 2; time += 1) gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const postcodes = (): Postcode[] =>
  Array.from({ length: CITIES }, (_, at) => parsePostcode(postcodeAt(at))).flatMap((read) =>
    read.ok ? [read.value] : [],
  )

/** What 200 cached city centres take up once each was shown, in bytes an incident. */
const cached = async (text: string): Promise<number> => {
  const supplier = {
    incidentsNear: async () => {
      const contents = readContents(text)
      if (!contents.ok) throw new Error(contents.failure)
      return success({ ...contents.value, arrivedAt: Date.now() })
    },
  }
  const lookup = createLookup({
    supplier,
    clock: Date.now,
    maxBytes: 2 ** 30,
    log: { warn: () => undefined },
  })
  const show = async (near: Postcode) => {
    const found = await lookup.near(near, null)
    if (found.ok)
      reportMessage(found.value, { categories: [], audience: 'channel', canChart: true, sharedBy: null })
  }
  const all = [...new Set(postcodes())]
  await show(all[0] as Postcode)
  lookup.close()
  const before = inUse()
  for (const near of all) await show(near)
  const bytes = inUse() - before
  // Asked after the measurement, so that nothing was let go before it.
  if (all.some((near) => lookup.peek(near) === undefined)) throw new Error('not all were kept')
  lookup.close()
  return bytes / all.length / CITY_INCIDENTS
}

const parsed = (text: string): number => {
  const before = inUse()
  const kept: unknown[] = []
  for (let city = 0; city < CITIES; city += 1) kept.push(JSON.parse(text))
  return (inUse() - before) / kept.length / CITY_INCIDENTS
}

const measure = async (): Promise<Row[]> => {
  const text = cityBody(CITY_INCIDENTS).toString('utf8')
  const [ours, peer] = [await cached(text), parsed(text)]
  const detail = `${ours.toFixed(1)} / ${peer.toFixed(1)} bytes an incident, message included`
  return [
    {
      row: 'memory kept per cached incident / the parsed JSON kept as it is',
      value: ours / peer,
      budget: { atMost: 1 / 8 },
      detail,
    },
    { row: 'memory kept per cached incident / 80 bytes', value: ours / 80, budget: { atMost: 1 }, detail },
  ]
}

/** What an hour of cached answers takes up. */
export const cacheMemory: Benchmark = { name: 'cache-memory', measure }
