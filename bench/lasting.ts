import { setTimeout as pause } from 'node:timers/promises'
import { CITY_INCIDENTS, cityBody } from './city.ts'
import { type Child, startApp } from './http/child.ts'
import { send, signCommand } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import type { Family, Row } from './table.ts'

const AT_ONCE = 32
const FEW = 10_000
const MANY = 100_000
// A process that was just busy gives memory back when it rests.
const REST_MS = 3_000

/** Forty places, categories, help, and what is no postcode at all. */
const TEXTS: readonly string[] = [
  ...Array.from({ length: 40 }, (_, at) => `LE${1 + (at % 9)} ${at % 7}${'ABDEFGHJLN'.charAt(at % 10)}A`),
  'LE1 1WA',
  'LE1 1WA burglary',
  'LE1 1WA drugs',
  'help',
  'SW1A 1A',
  'nowhere in particular',
  'EH1 1AA',
]

const sendMany = async (outside: Outside, { pool }: Child, count: number): Promise<void> => {
  let sent = 0
  const worker = async () => {
    while (sent < count) {
      sent += 1
      await send(pool, signCommand(outside, TEXTS[sent % TEXTS.length]))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const measure = async (outside: Outside): Promise<Row> => {
  const app = await startApp(outside)
  const resident = async () => {
    await pause(REST_MS)
    return app.memory()
  }
  try {
    await sendMany(outside, app, FEW)
    const few = await resident()
    await sendMany(outside, app, MANY - FEW)
    const many = await resident()
    return {
      row: 'resident memory after 100,000 mixed commands / after 10,000',
      value: many / few,
      target: { atMost: 1.05 },
      beside: `${Math.round(many / 2 ** 20)} MiB / ${Math.round(few / 2 ** 20)} MiB`,
    }
  } finally {
    await app.stop()
  }
}

/** Whether a process that runs for long grows. */
export const lasting: Family = {
  name: 'lasting',
  measure: () => onOutside(cityBody(CITY_INCIDENTS), async (outside) => [await measure(outside)]),
}
