import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { parsePostcode } from '../../src/crime/postcode.ts'
import { createLookup } from '../../src/lookup/lookup.ts'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { CITY_POSTCODE, cityBody } from '../sample-city.ts'
import { compare, msOf } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'

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

/** The longest time in ms that the event loop did not come round while `work` ran. */
const longestStall = async (work: () => Promise<unknown>): Promise<number> => {
  let [longest, last, running] = [0, performance.now(), true]
  const tick = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (running) setImmediate(tick)
  }
  setImmediate(tick)
  await work().finally(() => {
    running = false
  })
  // The stretch that ended with the answer is a stall too.
  return Math.max(longest, performance.now() - last)
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

/** How long everyone else waits while a large answer is read. */
export const eventLoopStall: Benchmark = {
  name: 'event-loop-stall',
  measure: async () => [await measure()],
}
