import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'undici'
import { cityBody } from './city.ts'
import { type Child, startApp, startBare, startMany } from './http/child.ts'
import { type Command, send, signCommand } from './http/command.ts'
import { type Outside, onOutside } from './http/outside.ts'
import { ackOf, commandIn, homeIn, pressIn } from './http/traffic.ts'
import { ENCRYPTION_KEY, fill } from './postgres/fill.ts'
import { type OwnDatabase, onPostgres } from './postgres/own.ts'
import { median } from './sampling.ts'
import type { Family, Row } from './table.ts'

const WORKSPACES = 1_000
const FOR_MS = 60_000
/** Of the same traffic before it, for both sides: a process that has answered nobody yet compiles as it goes. */
const WARM_UP_MS = 5_000
/** Beside the bare listener before and after, so that neither has the machine's better minute. */
const BARE_FOR_MS = 15_000
/** From its first request on. */
const SETTLED_AFTER_MS = 10_000
/** Slack gives up then. */
const LONGEST_ACK_MS = 3_000
const REPLIES_WITHIN_MS = 30_000
const AT_ONCE = 32
const TRIES = 2_000
const CAPACITY_TAKEN = 5
const TICK_MS = 10

// One place in twenty is a city centre, the others are villages: about so many in the mean.
const INCIDENTS = 150

const PLACES = Array.from(
  { length: 40 },
  (_, at) => `LE${1 + (at % 9)} ${at % 7}${'ABDEFGHJLN'.charAt(at % 10)}A`,
)

const placeAt = (at: number): string => PLACES[at % PLACES.length] ?? ''

/** What the app says where something is out of order: here, at Slack, at the supplier or in the database. */
const FAILED =
  /went wrong|not available|not installed|cannot look up|cannot be listed|cannot be saved|cannot reach|cannot read|used up|is busy|has a problem|did not answer|try again/i

/** The nth request: of a hundred, 85 commands, five Homes, eight buttons of a report, and two places to be saved. */
const request = (outside: Outside, n: number): Command => {
  // A step that has no divisor in common with the thousand: each workspace in its turn. And one further with each
  // thousand, or Homes would always be those of the same fifty.
  const workspace = (n * 37 + Math.floor(n / WORKSPACES)) % WORKSPACES
  // Spread over the hundred, so that none comes in bursts.
  const kind = (n * 59) % 100
  if (kind < 65) return commandIn(outside, workspace, placeAt(n * 7))
  if (kind < 75) return commandIn(outside, workspace, `${placeAt(n)} burglary`)
  if (kind < 80) return commandIn(outside, workspace, 'help')
  if (kind < 85) return commandIn(outside, workspace, 'SW1A 1A')
  if (kind < 90) return homeIn(outside, workspace)
  if (kind < 98) return pressIn(outside, workspace, 'report.all', placeAt(n * 3))
  return pressIn(outside, workspace, 'place.save', placeAt(n))
}

const capacity = async (outside: Outside, pool: Pool): Promise<number> => {
  let sent = 0
  const begun = performance.now()
  const worker = async () => {
    while (sent < TRIES) {
      sent += 1
      const one = request(outside, sent)
      await ackOf(pool, one)
      await one.reply
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return TRIES / ((performance.now() - begun) / 1_000)
}

/** Times in ms; `replies` until what is posted or published has come. */
type Run = { readonly acks: readonly number[]; readonly replies: readonly number[]; readonly errors: number }

/**
 * Sends so many a second for so long, whatever the answers do. What is not acked or answered, or fails, is an error.
 * A reply is read and let go: a gigabyte of them would have the sender, and so its clock, stand still for its garbage.
 */
const load = async (outside: Outside, pool: Pool, perSecond: number, forMs: number): Promise<Run> => {
  const acks: number[] = []
  const replies: number[] = []
  let failed = 0
  const total = Math.round((forMs / 1_000) * perSecond)
  const { promise: all, resolve: allAnswered } = Promise.withResolvers<void>()
  const begun = performance.now()
  for (let sent = 0; sent < total; await pause(TICK_MS)) {
    const due = Math.min(total, ((performance.now() - begun) / 1_000) * perSecond)
    for (; sent < due; sent += 1) {
      const one = request(outside, sent)
      const sentAt = performance.now()
      void one.reply.then((reply) => {
        if (FAILED.test(reply)) failed += 1
        if (replies.push(performance.now() - sentAt) === total) allAnswered()
      })
      // One that is not acked is missing among the acks.
      ackOf(pool, one).then(
        (ms) => acks.push(ms),
        () => undefined,
      )
    }
  }
  await Promise.race([all, pause(REPLIES_WITHIN_MS)])
  return { acks, replies, errors: total - acks.length + (total - replies.length) + failed }
}

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN

const ms = (time: number): string => `${time.toFixed(1)} ms`

const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`

/** Requests a second that a bare listener carries once it is warm. */
const carriedBy = async (outside: Outside, { pool }: Child): Promise<number> => {
  const carried: number[] = []
  await capacity(outside, pool)
  while (carried.length < CAPACITY_TAKEN) carried.push(await capacity(outside, pool))
  return median(carried)
}

/** Does something with a process of its own, as cold as the app's is. */
const withChild = async <Value>(
  start: () => Promise<Child>,
  work: (child: Child) => Promise<Value>,
): Promise<Value> => {
  const child = await start()
  return work(child).finally(child.stop)
}

const measured = async (outside: Outside, app: Child, bare: () => Promise<Child>): Promise<Row[]> => {
  const perSecond = (await withChild(bare, (child) => carriedBy(outside, child))) / 2
  const warm = (pool: Pool) => load(outside, pool, perSecond, WARM_UP_MS)
  const bareLoad = () =>
    withChild(bare, async ({ pool }) => {
      const cold = await warm(pool)
      return { cold, ...(await load(outside, pool, perSecond, BARE_FOR_MS)) }
    })
  const before = await bareLoad()
  const cold = await warm(app.pool)
  const settled = pause(SETTLED_AFTER_MS - WARM_UP_MS).then(app.memory)
  const ours = await load(outside, app.pool, perSecond, FOR_MS)
  const [early, late] = [await settled, await app.memory()]
  const after = await bareLoad()
  const [own, peer] = [p99(ours.acks), p99([...before.acks, ...after.acks])]
  const peerCold = p99([...before.cold.acks, ...after.cold.acks])
  const answered = `${ms(p99(ours.replies))} / ${ms(p99([...before.replies, ...after.replies]))}`
  const longest = [...cold.acks, ...ours.acks].reduce((a, b) => Math.max(a, b), 0)
  const many = `${ours.acks.length.toLocaleString('en-GB')} requests at ${Math.round(perSecond)} a second`
  return [
    {
      row: 'ack latency p99 of mixed traffic from 1,000 workspaces / bare Bolt listener',
      value: own / peer,
      target: { atMost: 2 },
      beside: `${ms(own)} / ${ms(peer)}, ${many}; answered within ${answered}; in the ${WARM_UP_MS / 1_000} s before acked within ${ms(p99(cold.acks))} / ${ms(peerCold)}`,
    },
    {
      row: 'the slowest ack, those of a process just started too / the 3 s that Slack waits',
      value: longest / LONGEST_ACK_MS,
      target: { atMost: 1 },
      beside: ms(longest),
    },
    {
      row: 'requests of all these not acked, not answered, or answered with a failure',
      value: cold.errors + ours.errors,
      target: { atMost: 0 },
      beside: `of the bare listener's: ${before.cold.errors + before.errors + after.cold.errors + after.errors}`,
    },
    {
      row: 'resident memory at its end / after 10 s',
      value: late / early,
      target: { atMost: 1.15 },
      beside: `${mib(late)} / ${mib(early)}`,
    },
  ]
}

/** A report as the app posts it, from a process that is gone again. */
const aReply = (outside: Outside): Promise<string> => {
  return withChild(
    () => startApp(outside),
    ({ pool }) => send(pool, signCommand(outside)),
  )
}

const measure = async (outside: Outside, { url }: OwnDatabase): Promise<Row[]> => {
  await fill(url, WORKSPACES)
  const reply = await aReply(outside)
  return withChild(
    () => startMany(outside, url, ENCRYPTION_KEY),
    (app) => measured(outside, app, () => startBare(outside, reply)),
  )
}

/** A minute of everything at once, from workspaces that the process has never heard of. */
export const mixed: Family = {
  name: 'mixed',
  measure: () =>
    onOutside(cityBody(INCIDENTS), (outside) =>
      onPostgres(1, async (database) => (database ? measure(outside, database) : [])),
    ),
}
