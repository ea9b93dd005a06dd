import { once } from 'node:events'
import process from 'node:process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { createLookup, type Lookup } from '../../src/lookup/lookup.ts'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { MAX_DISTINCT } from '../../src/postcodearea/intern-tables.ts'
import { MAX_BODY_BYTES, MAX_RECORDS } from '../../src/postcodearea/response.ts'
import { placeOptions } from '../../src/report/browse/place-search.ts'
import { browseReport } from '../../src/report/browse/state.ts'
import { incidentsModal } from '../../src/report/browse/view.ts'
import { reportMessage } from '../../src/report/message.ts'
import { CITY_POSTCODE, cityBody } from '../sample-city.ts'
import { compare, msOf } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'
import { measureFullForm } from './full-form.ts'

const INCIDENTS = 10_000

// In a thread of its own, so that sending does not hold up the loop that is watched.
const SERVER = `
  import { createServer } from 'node:http'
  import { parentPort, workerData } from 'node:worker_threads'
  const body = Buffer.from(workerData)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

const startServer = async (body: Buffer) => {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(SERVER)}`), {
    workerData: body,
  })
  const [port] = await once(worker, 'message')
  return { url: `http://127.0.0.1:${port}`, close: () => worker.terminate() }
}

const wallClock = (): number => performance.now()

/** CPU time of this thread, in ms: what else a busy machine does holds nobody up in it. */
const cpuClock = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The longest time in ms, by the clock, that the event loop did not come round while `work` ran. */
const longestStall = async (work: () => Promise<unknown>, clock = wallClock): Promise<number> => {
  let [longest, last, running] = [0, clock(), true]
  const tick = (): void => {
    const now = clock()
    longest = Math.max(longest, now - last)
    last = now
    if (running) setImmediate(tick)
  }
  setImmediate(tick)
  await work().finally(() => {
    running = false
  })
  // The stretch that ended with the answer is a stall too.
  return Math.max(longest, clock() - last)
}

const lookUpAnew = (url: string) => {
  const near = parsePostcode(CITY_POSTCODE)
  if (!near.ok) throw new RangeError(`${CITY_POSTCODE} is no postcode`)
  const supplier = createPostcodeArea({ apiKey: 'pa_PLACEHOLDER', url, clock: Date.now })
  const log = { warn: () => undefined }
  return async () => {
    const lookup = createLookup({ supplier, clock: Date.now, maxBytes: 1_000_000, log })
    const found = await lookup.near(near.value, null)
    if (!found.ok || found.value.total !== INCIDENTS) throw new Error('the answer was not read as a whole')
    lookup.close()
  }
}

const measure = async (): Promise<Row> => {
  const body = cityBody(INCIDENTS)
  const server = await startServer(body)
  const lookUp = lookUpAnew(server.url)
  try {
    const { ratio, ours, peer } = await compare({
      ours: () => longestStall(lookUp),
      peer: msOf(() => JSON.parse(body.toString('utf8')), 1),
      rounds: 40,
      warmUps: 10,
    })
    return {
      row: 'longest stall of the event loop while 10,000 incidents arrive / JSON.parse',
      value: ratio,
      budget: { atMost: 1.8 },
      detail: `${ours.toFixed(2)} ms / ${peer.toFixed(2)} ms`,
    }
  } finally {
    await server.close()
  }
}

const oddRecord = (at: number, more: object = {}) => ({
  category: 'burglary',
  month: '2023-01',
  location: {
    latitude: '52.6',
    longitude: '-1.1',
    street: { id: at, name: `On or near Street ${at}` },
  },
  outcome_status: { category: `Outcome ${at}`, date: '2023-01' },
  ...{ id: at, persistent_id: '', location_type: 'Force', location_subtype: '', context: '' },
  ...more,
})

const bodyOf = (recordAt: (at: number) => unknown): string =>
  JSON.stringify({ data: Array.from({ length: MAX_RECORDS }, (_, at) => recordAt(at)) })

const monthAt = (at: number): string => new Date(Date.UTC(1000, at)).toISOString().slice(0, 7)

const repeated = (text: string): string => text.repeat(Math.floor((MAX_BODY_BYTES - 100) / text.length))

/** Well-formed answers that take long in one way or another, each as large as it may be. */
const ODD_ANSWERS: Readonly<Record<string, () => string>> = {
  'all categories differ': () => bodyOf((at) => oddRecord(at, { category: `category-${at}` })),
  'thousands of months, one record of the transport police': () =>
    bodyOf((at) => {
      const month = monthAt(at % (MAX_DISTINCT - 1))
      return oddRecord(at, { month, outcome_status: null, location_type: at === 0 ? 'BTP' : 'Force' })
    }),
  'ids are strings': () => bodyOf((at) => oddRecord(at, { id: String(at) })),
  'locations are numbers': () => bodyOf((at) => oddRecord(at, { location: 5, outcome_status: [] })),
  'one street id, many names': () =>
    bodyOf((at) =>
      oddRecord(at, {
        location: { latitude: '52.6', longitude: '-1.1', street: { id: 1, name: `Street ${at}` } },
      }),
    ),
  'long names': () => bodyOf((at) => oddRecord(at, { context: 'x'.repeat(900) })),
  'empty objects': () => `{"data":[${repeated('{},')}{}]}`,
  'deep arrays': () => `{"data":${'['.repeat(4_000_000)}${']'.repeat(4_000_000)}}`,
  'keys that all differ': () =>
    `{"data":[{${Array.from({ length: 14 * MAX_RECORDS }, (_, at) => `"k${at}":1`).join(',')}}]}`,
  'keys that all differ, a few an object': () =>
    bodyOf((at) => Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`k${at * 13 + n}`, 1]))),
  'one long string': () => `{"data":["${repeated(String.raw`\u0041`)}"]}`,
}

/** One look-up, and what people may see of it, each in a turn of its own. */
const lookUpAndShow = async (lookup: Lookup): Promise<void> => {
  const near = parsePostcode(CITY_POSTCODE)
  if (!near.ok) throw new RangeError(`${CITY_POSTCODE} is no postcode`)
  const result = await lookup.near(near.value, null)
  if (!result.ok) return
  const report = result.value
  const surfaces = [
    () => reportMessage(report, { categories: [], audience: 'channel', canChart: true, sharedBy: null }),
    () => incidentsModal(report, browseReport(report.postcode, []), null),
    () => placeOptions(report, browseReport(report.postcode, []), 'street 1'),
  ]
  for (const show of surfaces) {
    await nextTurn()
    show()
  }
}

const measureOdd = async (): Promise<Row> => {
  const stalls: [name: string, ms: number][] = []
  for (const [name, body] of Object.entries(ODD_ANSWERS)) {
    const server = await startServer(Buffer.from(body()))
    const supplier = createPostcodeArea({ apiKey: 'pa_PLACEHOLDER', url: server.url, clock: Date.now })
    const log = { warn: () => undefined }
    const lookup = createLookup({ supplier, clock: Date.now, maxBytes: 1_000_000, log })
    // Once, with code that is not compiled yet: the first such answer is the slowest.
    stalls.push([name, await longestStall(() => lookUpAndShow(lookup), cpuClock)])
    lookup.close()
    await server.close()
  }
  const slowestFirst = stalls.sort(([, a], [, b]) => b - a)
  return {
    row: 'longest stall of the event loop by an odd answer, in ms of CPU time',
    value: slowestFirst[0]?.[1] ?? 0,
    budget: { atMost: 100 },
    detail: slowestFirst.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', '),
  }
}

/** How long everyone else waits while a full form or a large answer is read. */
export const eventLoopStall: Benchmark = {
  name: 'event-loop-stall',
  // The odd ones first, while the code is cold.
  measure: async () => [measureFullForm(), await measureOdd(), await measure()],
}
