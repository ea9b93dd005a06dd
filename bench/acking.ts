import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'undici'
import { CITY_INCIDENTS, cityBody } from './city.ts'
import { startApp, startBare } from './http/child.ts'
import { send, signCommand } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import { compare, type Sample } from './sampling.ts'
import type { Family, Row } from './table.ts'

const COMMANDS_A_SAMPLE = 1_000
/** Sent at once to find out what the bare listener carries. */
const AT_ONCE = 32
const TICK_MS = 10

/** Commands a second that a listener carries when it is given all it can take. */
const capacity = async (outside: Outside, pool: Pool): Promise<number> => {
  const commands = Array.from({ length: 2_000 }, () => signCommand(outside)).values()
  const begun = performance.now()
  const worker = async () => {
    for (const command of commands) await send(pool, command)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return 2_000 / ((performance.now() - begun) / 1_000)
}

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN

/** The slowest ack but for one in a hundred, in ms, while commands come at `perSecond`, whatever the answers do. */
const slowAck =
  (outside: Outside, pool: Pool, perSecond: number): Sample =>
  async () => {
    const acks: number[] = []
    const replies: Promise<string>[] = []
    const begun = performance.now()
    const command = async () => {
      const signed = signCommand(outside)
      const sent = performance.now()
      const answer = await pool.request({ method: 'POST', path: '/slack/events', ...signed })
      acks.push(performance.now() - sent)
      await answer.body.dump()
      return signed.reply
    }
    while (replies.length < COMMANDS_A_SAMPLE) {
      const due = Math.min(COMMANDS_A_SAMPLE, ((performance.now() - begun) / 1_000) * perSecond)
      while (replies.length < due) replies.push(command())
      await pause(TICK_MS)
    }
    await Promise.all(replies)
    return p99(acks)
  }

const measure = async (outside: Outside): Promise<Row> => {
  const app = await startApp(outside)
  const reply = await send(app.pool, signCommand(outside))
  const bare = await startBare(outside, reply)
  try {
    await capacity(outside, bare.pool)
    const perSecond = (await capacity(outside, bare.pool)) / 2
    const { ratio, ours, peer } = await compare({
      ours: slowAck(outside, app.pool, perSecond),
      peer: slowAck(outside, bare.pool, perSecond),
      rounds: 10,
      warmUps: 2,
    })
    return {
      row: 'ack latency p99 of a cached /crime at half the load a bare Bolt listener carries / bare',
      value: ratio,
      target: { atMost: 1.5 },
      beside: `${ours.toFixed(1)} ms / ${peer.toFixed(1)} ms at ${Math.round(perSecond)} a second`,
    }
  } finally {
    await Promise.all([app.stop(), bare.stop()])
  }
}

/** How soon Slack hears that a command came, while many come. */
export const acking: Family = {
  name: 'acking',
  measure: () => onOutside(cityBody(CITY_INCIDENTS), async (outside) => [await measure(outside)]),
}
