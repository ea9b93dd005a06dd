import type { Pool } from 'undici'
import { CITY_INCIDENTS, CITY_POSTCODE, cityBody } from './city.ts'
import { startApp, startBare } from './http/child.ts'
import { type Command, send, signCommand } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import { compare, type Sample } from './sampling.ts'
import type { Family, Row } from './table.ts'

const COMMANDS_A_ROUND = 2_000
const AT_ONCE = 32

const sendAll = async (pool: Pool, commands: Iterator<Command>): Promise<void> => {
  for (let next = commands.next(); !next.done; next = commands.next()) await send(pool, next.value)
}

/** A sample of commands a second; one counts when its reply has come, and only then is the next sent. */
const throughput =
  (outside: Outside, pool: Pool): Sample =>
  async () => {
    const commands = Array.from({ length: COMMANDS_A_ROUND }, () => signCommand(outside)).values()
    const begun = performance.now()
    await Promise.all(Array.from({ length: AT_ONCE }, () => sendAll(pool, commands)))
    return COMMANDS_A_ROUND / ((performance.now() - begun) / 1_000)
  }

const measure = async (outside: Outside): Promise<Row> => {
  const app = await startApp(outside)
  // The first answer fills the cache, and its bytes are what the bare listener posts.
  const reply = await send(app.pool, signCommand(outside))
  if (!reply.includes(`Street crime near ${CITY_POSTCODE}`))
    throw new Error('the app answered with no report')
  const bare = await startBare(outside, reply)
  try {
    const { ratio, ours, peer } = await compare({
      ours: throughput(outside, app.pool),
      peer: throughput(outside, bare.pool),
      rounds: 10,
      warmUps: 3,
    })
    return {
      row: 'cached /crime over signed HTTP / bare Bolt listener, throughput',
      value: ratio,
      target: { atLeast: 0.9 },
      beside: `${Math.round(ours)} / ${Math.round(peer)} a second, replies of ${Buffer.byteLength(reply)} bytes`,
    }
  } finally {
    await Promise.all([app.stop(), bare.stop()])
  }
}

/** A /crime that is in memory, against a Bolt listener that does nothing but post the same bytes. */
export const cachedCommand: Family = {
  name: 'cached-command',
  measure: () => onOutside(cityBody(CITY_INCIDENTS), async (outside) => [await measure(outside)]),
}
