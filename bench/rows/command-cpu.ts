import { type AppProcess, startApp, startBareApp, withProcess } from '../processes/app-process.ts'
import { type Endpoints, withEndpoints } from '../processes/endpoints.ts'
import { command, send, sendAll } from '../processes/requests.ts'
import { CITY_INCIDENTS, CITY_POSTCODE, cityBody } from '../sample-city.ts'
import { compare, type Sample } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'

// Ten samples of 4,000 commands, each in four parts: the shorter the parts that alternate, the more of what else the
// machine does is the same for both. Half of it before, for the compiler.
const COMMANDS_A_SAMPLE = 1_000
const ROUNDS = 40
const WARM_UPS = 20
const AT_ONCE = 32

/** A sample of µs of CPU time, user and system, that the process takes for one cached /crime. */
const cpuPerCommand =
  (endpoints: Endpoints, { pool, cpuMs }: AppProcess): Sample =>
  async () => {
    const commands = Array.from({ length: COMMANDS_A_SAMPLE }, () => command(endpoints))
    const before = await cpuMs()
    await sendAll(pool, commands, AT_ONCE)
    return ((await cpuMs()) - before) * (1_000 / COMMANDS_A_SAMPLE)
  }

const measureWith = async (endpoints: Endpoints, app: AppProcess): Promise<Row> => {
  // The first answer fills the cache, and its bytes are what the bare listener posts.
  const reply = await send(app.pool, command(endpoints))
  if (!reply.includes(`Street crime near ${CITY_POSTCODE}`))
    throw new Error('the app answered with no report')
  return withProcess(startBareApp(endpoints, reply), async (bare) => {
    const { ratio, spread, ours, peer } = await compare({
      ours: cpuPerCommand(endpoints, app),
      peer: cpuPerCommand(endpoints, bare),
      rounds: ROUNDS,
      warmUps: WARM_UPS,
    })
    return {
      row: 'CPU time of a cached /crime over signed HTTP / bare Bolt listener posting the same bytes',
      value: ratio,
      budget: { atMost: 1 },
      detail: `${Math.round(ours)} µs / ${Math.round(peer)} µs, half of the ratios ${spread.map((one) => one.toFixed(2)).join(' to ')}, replies of ${Buffer.byteLength(reply)} bytes`,
    }
  })
}

/** What a cached /crime costs, its log line written to a pipe that is read. */
export const commandCpu: Benchmark = {
  name: 'command-cpu',
  measure: () =>
    withEndpoints(cityBody(CITY_INCIDENTS), async (endpoints) => [
      await withProcess(startApp(endpoints), (app) => measureWith(endpoints, app)),
    ]),
}
