import { setTimeout as pause } from 'node:timers/promises'
import { withDatabase } from '../database.ts'
import { startAppWithQueue, withProcess } from '../processes/app-process.ts'
import { type Endpoints, withEndpoints } from '../processes/endpoints.ts'
import { command, type SlackRequest, send, sendAll } from '../processes/requests.ts'
import { CITY_INCIDENTS, cityBody, postcodeAt } from '../sample-city.ts'
import type { Benchmark, Row } from '../table.ts'

const MIB = 2 ** 20
const COMMANDS = 100_000
const AT_ONCE = 32
/** How long a process is left alone before its memory is read: one that was just busy gives some back. */
const IDLE_MS = 3_000

/** Forty places, categories, help, and texts without a postcode. */
const TEXTS: readonly string[] = [
  ...Array.from({ length: 40 }, (_, at) => postcodeAt(at)),
  'LE1 1WA',
  'LE1 1WA burglary',
  'LE1 1WA drugs',
  'help',
  'SW1A 1A',
  'nowhere in particular',
  'EH1 1AA',
]

function* mixedCommands(endpoints: Endpoints): Generator<SlackRequest> {
  for (let n = 0; n < COMMANDS; n += 1) yield command(endpoints, 0, TEXTS[n % TEXTS.length])
}

const measure = (endpoints: Endpoints, url: string): Promise<Row[]> =>
  withProcess(startAppWithQueue(endpoints, url), async ({ pool, memory: resident }) => {
    await send(pool, command(endpoints))
    await pause(IDLE_MS)
    const idle = await resident()
    await sendAll(pool, mixedCommands(endpoints), AT_ONCE)
    await pause(IDLE_MS)
    const busy = await resident()
    return [
      {
        row: 'resident memory when idle, on Postgres with the queue, in MiB',
        value: idle / MIB,
        budget: { atMost: 200 },
        detail: 'after one /crime',
      },
      {
        row: 'resident memory after 100,000 mixed commands, in MiB',
        value: busy / MIB,
        budget: { atMost: 384 },
        detail: `${AT_ONCE} at a time`,
      },
    ]
  })

/** What a process takes up, at rest and after a long day. */
export const memory: Benchmark = {
  name: 'memory',
  measure: () =>
    withEndpoints(cityBody(CITY_INCIDENTS), (endpoints) => withDatabase((url) => measure(endpoints, url))),
}
