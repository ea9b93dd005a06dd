import { setTimeout as pause } from 'node:timers/promises'
import { CITY_INCIDENTS, cityBody } from './city.ts'
import { type Child, startApp, startAppOn, startBare } from './http/child.ts'
import { send, signCommand } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import { type OwnDatabase, onPostgres } from './postgres/own.ts'
import { type Comparison, compare } from './sampling.ts'
import type { Family, Row } from './table.ts'

/** How long a process is left alone before its memory is read. */
const IDLE_MS = 1_000

type Start = (outside: Outside) => Promise<Child>

/** ms from spawning the process to its first answer, which for the app takes a call to the supplier. */
const toFirstAnswer = (outside: Outside, start: Start) => async (): Promise<number> => {
  const begun = performance.now()
  const child = await start(outside)
  await send(child.pool, signCommand(outside))
  const ms = performance.now() - begun
  await child.stop()
  return ms
}

/** Bytes resident some time after the first answer. */
const idleMemory = (outside: Outside, start: Start) => async (): Promise<number> => {
  const child = await start(outside)
  await send(child.pool, signCommand(outside))
  await pause(IDLE_MS)
  const bytes = await child.memory()
  await child.stop()
  return bytes
}

const written = (
  row: string,
  { ratio, ours, peer }: Comparison,
  unit: string,
  each: number,
  atMost: number,
): Row => ({
  row,
  value: ratio,
  target: { atMost },
  beside: `${Math.round(ours / each)} ${unit} / ${Math.round(peer / each)} ${unit}`,
})

const bare: Start = (outside) => startBare(outside, '{"text":"ready"}')

const memoryOn = async (outside: Outside, { url }: OwnDatabase): Promise<Row[]> => {
  const memory = await compare({
    ours: idleMemory(outside, (outside) => startAppOn(outside, url)),
    peer: idleMemory(outside, bare),
    rounds: 3,
  })
  return [
    written(
      'resident memory when idle, on Postgres with its queue / bare Bolt app',
      memory,
      'MiB',
      2 ** 20,
      1.8,
    ),
  ]
}

const measure = async (outside: Outside): Promise<Row[]> => {
  const start = await compare({
    ours: toFirstAnswer(outside, startApp),
    peer: toFirstAnswer(outside, bare),
    rounds: 5,
    warmUps: 1,
  })
  return [
    written('process start to first /crime answered / bare Bolt app', start, 'ms', 1, 2),
    ...(await onPostgres(1, async (database) => (database ? memoryOn(outside, database) : []))),
  ]
}

/** How soon the app is there and what it takes up, against a Bolt app that is nothing else. */
export const starting: Family = {
  name: 'starting',
  measure: () => onOutside(cityBody(CITY_INCIDENTS), measure),
}
