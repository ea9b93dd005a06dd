import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'undici'
import { addInstallations, withDatabase } from '../database.ts'
import {
  type AppProcess,
  startApp,
  startAppForWorkspaces,
  startBareApp,
  withProcess,
} from '../processes/app-process.ts'
import { type Endpoints, withEndpoints } from '../processes/endpoints.ts'
import { ackOf, buttonPress, command, homeOpened, type SlackRequest, send } from '../processes/requests.ts'
import { cityBody, postcodeAt } from '../sample-city.ts'
import { compare, quantile } from '../sampling.ts'
import type { Benchmark, Row } from '../table.ts'

const WORKSPACES = 1_000
/** Ten times what 1,000 busy workspaces send: 100 people each, who each ask ten times on a working day, are 35. */
const PER_SECOND = 350
const SAMPLE_MS = 8_000
const ROUNDS = 5
const REPLIES_WITHIN_MS = 30_000
const TICK_MS = 10
const PLACES = 40
// One place in twenty is a city centre, the others are villages: about so many incidents in the mean.
const INCIDENTS = 150

/** What the app says where something failed, here, at Slack, at the supplier or in the database. */
const FAILED =
  /went wrong|isn’t working|didn’t answer|aren’t available|isn’t available|isn’t installed|can’t|used up|busy|try again/i

/** The nth request: of a hundred, 85 commands, five Homes, eight buttons of a report, and two places saved. */
const requestAt = (endpoints: Endpoints, n: number): SlackRequest => {
  // 37 and 1,000 have no common divisor: every workspace gets its turn. One further with each thousand, or Homes would
  // always be those of the same fifty.
  const workspace = (n * 37 + Math.floor(n / WORKSPACES)) % WORKSPACES
  const postcode = postcodeAt((n * 7) % PLACES)
  // Spread over the hundred, so that no kind comes in bursts.
  const kind = (n * 59) % 100
  if (kind < 65) return command(endpoints, workspace, postcode)
  if (kind < 75) return command(endpoints, workspace, `${postcode} burglary`)
  if (kind < 80) return command(endpoints, workspace, 'help')
  if (kind < 85) return command(endpoints, workspace, 'SW1A 1A')
  if (kind < 90) return homeOpened(endpoints, workspace)
  if (kind < 98) return buttonPress(endpoints, workspace, 'report.all', postcode)
  return buttonPress(endpoints, workspace, 'place.save', postcode)
}

type Load = { readonly acks: readonly number[]; readonly failed: number }

/** Sends PER_SECOND for so long, whatever the answers do. What is not acked or answered, or fails, is counted. */
const load = async (endpoints: Endpoints, pool: Pool, forMs: number): Promise<Load> => {
  const acks: number[] = []
  let [answered, failures] = [0, 0]
  const total = Math.round((forMs / 1_000) * PER_SECOND)
  const all = Promise.withResolvers<void>()
  const begun = performance.now()
  for (let sent = 0; sent < total; await pause(TICK_MS)) {
    const due = Math.min(total, ((performance.now() - begun) / 1_000) * PER_SECOND)
    for (; sent < due; sent += 1) {
      const request = requestAt(endpoints, sent)
      // A reply is read and let go: kept, they would have the sender, and so its clock, stop for its own garbage.
      void request.reply.then((reply) => {
        if (FAILED.test(reply) && !reply.includes('SW1A 1A')) failures += 1
        answered += 1
        if (answered === total) all.resolve()
      })
      ackOf(pool, request).then(
        (ms) => acks.push(ms),
        () => undefined,
      )
    }
  }
  await Promise.race([all.promise, pause(REPLIES_WITHIN_MS, undefined, { ref: false })])
  return { acks, failed: total - acks.length + (total - answered) + failures }
}

/** The load in alternation, so that other work of the machine hits both; of each only what is needed is kept. */
const measureBoth = async (endpoints: Endpoints, app: AppProcess, bare: AppProcess) => {
  const totals = { ours: { slowest: 0, failed: 0 }, peer: { slowest: 0, failed: 0 } }
  const p99Of = async ({ pool }: AppProcess, total: { slowest: number; failed: number }): Promise<number> => {
    const { acks, failed } = await load(endpoints, pool, SAMPLE_MS)
    total.failed += failed
    total.slowest = acks.reduce((a, b) => Math.max(a, b), total.slowest)
    return quantile(acks, 0.99)
  }
  const sides = {
    ours: () => p99Of(app, totals.ours),
    peer: () => p99Of(bare, totals.peer),
  }
  // A process that has answered nobody yet compiles as it goes.
  await sides.peer()
  await sides.ours()
  for (const total of [totals.ours, totals.peer]) total.slowest = 0
  return { ...totals, compared: await compare({ ...sides, rounds: ROUNDS }) }
}

const measure = async (endpoints: Endpoints, url: string): Promise<Row[]> => {
  await addInstallations(url, WORKSPACES)
  const reply = await withProcess(startApp(endpoints), ({ pool }) => send(pool, command(endpoints)))
  const { ours, peer, compared } = await withProcess(startBareApp(endpoints, reply), (bare) =>
    withProcess(startAppForWorkspaces(endpoints, url), (app) => measureBoth(endpoints, app, bare)),
  )
  return [
    {
      row: `ack p99 at ${PER_SECOND} mixed requests a second from 1,000 workspaces / bare Bolt listener`,
      value: compared.ratio,
      budget: { atMost: 1.5 },
      detail: `${compared.ours.toFixed(1)} ms / ${compared.peer.toFixed(1)} ms, half of the ratios ${compared.spread.map((one) => one.toFixed(2)).join(' to ')}`,
    },
    {
      row: 'slowest ack of these, in seconds',
      value: ours.slowest / 1_000,
      budget: { atMost: 1 },
      detail: `${Math.round(ours.slowest)} ms; the bare listener's ${Math.round(peer.slowest)} ms`,
    },
    {
      row: 'requests of these not acked, not answered, or answered with a failure',
      value: ours.failed,
      budget: { atMost: 0 },
      detail: `the bare listener's: ${peer.failed}`,
    },
  ]
}

/** How soon Slack is acked while many workspaces are busy. */
export const ackLatency: Benchmark = {
  name: 'ack-latency',
  measure: () =>
    withEndpoints(cityBody(INCIDENTS), (endpoints) => withDatabase((url) => measure(endpoints, url))),
}
