import { CITY_INCIDENTS, CITY_POSTCODE, cityBody } from './city.ts'
import { type Child, startMany } from './http/child.ts'
import { send } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import { commandIn } from './http/traffic.ts'
import { ENCRYPTION_KEY, fill } from './postgres/fill.ts'
import { type OwnDatabase, onPostgres } from './postgres/own.ts'
import { compareAll, type Sample } from './sampling.ts'
import type { Family, Row } from './table.ts'

/** Alerts, installations and saved places, so many of each. */
const SIZES = [10, 1_000, 100_000] as const
const COMMANDS_A_SAMPLE = 500
// As many workspaces as the smallest has: the others' rows lie beside theirs.
const WORKSPACES = SIZES[0]

/** ms for a cached /crime, one after another, from one workspace after another. */
const oneByOne =
  (outside: Outside, { pool }: Child): Sample =>
  async () => {
    const commands = Array.from({ length: COMMANDS_A_SAMPLE }, (_, at) =>
      commandIn(outside, at % WORKSPACES, CITY_POSTCODE),
    )
    const begun = performance.now()
    for (const command of commands) await send(pool, command)
    return (performance.now() - begun) / COMMANDS_A_SAMPLE
  }

const startOn = async (outside: Outside, { url }: OwnDatabase, size: number): Promise<Child> => {
  await fill(url, size)
  const child = await startMany(outside, url, ENCRYPTION_KEY)
  const reply = await send(child.pool, commandIn(outside, 0, CITY_POSTCODE))
  if (!reply.includes(`Street crime near ${CITY_POSTCODE}`))
    throw new Error('the app answered with no report')
  return child
}

const measure = async (outside: Outside, databases: readonly OwnDatabase[]): Promise<Row[]> => {
  const children: Child[] = []
  try {
    for (const [at, database] of databases.entries())
      children.push(await startOn(outside, database, SIZES[at] ?? 0))
    const [peer, ...grown] = children.map((child) => oneByOne(outside, child))
    if (peer === undefined) return []
    const compared = await compareAll({ ours: grown, peer, rounds: 20, warmUps: 12 })
    return compared.map((one, at) => ({
      row: `time of a cached /crime with ${(SIZES[at + 1] ?? 0).toLocaleString('en-GB')} alerts, installs and saved places / with ${SIZES[0]}`,
      value: one.ratio,
      target: { atMost: 1.1 },
      beside: `${one.ours.toFixed(2)} ms / ${one.peer.toFixed(2)} ms`,
    }))
  } finally {
    for (const child of children) await child.stop()
  }
}

/** Whether one workspace feels how many others there are. */
export const growing: Family = {
  name: 'growth',
  measure: () =>
    onOutside(cityBody(CITY_INCIDENTS), (outside) =>
      onPostgres(SIZES.length, (...databases) => measure(outside, databases)),
    ),
}
