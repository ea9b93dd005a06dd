import { type AppProcess, startApp, startBareApp, withProcess } from '../processes/app-process.ts'
import { type Endpoints, withEndpoints } from '../processes/endpoints.ts'
import { command, send } from '../processes/requests.ts'
import { CITY_INCIDENTS, cityBody } from '../sample-city.ts'
import { compare, type Sample } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'

/** ms from spawning the process to its first answer, which for the app takes a call to the supplier. */
const firstAnswer =
  (endpoints: Endpoints, start: () => Promise<AppProcess>): Sample =>
  async () => {
    const begun = performance.now()
    return withProcess(start(), async ({ pool }) => {
      await send(pool, command(endpoints))
      return performance.now() - begun
    })
  }

const measure = async (endpoints: Endpoints): Promise<Row[]> => {
  const { ratio, ours, peer } = await compare({
    ours: firstAnswer(endpoints, () => startApp(endpoints)),
    peer: firstAnswer(endpoints, () => startBareApp(endpoints, '{"text":"ready"}')),
    rounds: 7,
    // Fills both compile caches.
    warmUps: 2,
  })
  return [
    {
      row: 'process start to first /crime answered / bare Bolt app, both with a warm compile cache',
      value: ratio,
      budget: { atMost: 2.2 },
      detail: `${Math.round(ours)} ms / ${Math.round(peer)} ms`,
    },
  ]
}

/** How soon a new process answers. */
export const start: Benchmark = {
  name: 'start',
  measure: () => withEndpoints(cityBody(CITY_INCIDENTS), measure),
}
