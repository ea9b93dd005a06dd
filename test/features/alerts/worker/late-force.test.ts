import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayInLondon, type Month } from '../../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../../src/crime/postcode.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { baselineOf } from '../../../../src/features/alerts/set-up.ts'
import { createLookup } from '../../../../src/lookup/lookup.ts'
import { answer, supplierOf, unanswered } from '../../../support/answers.ts'
import { incident, month, postcode, times } from '../../../support/incidents.ts'
import { alertOf } from '../example-alerts.ts'
import { deliveriesInMemory } from '../support/deliveries-in-memory.ts'
import { DAY, HOUR, recordingLog, simulation, slackInMemory, testHandlers } from '../support/simulation.ts'

// Every force has published May. June comes out on the third day, July on the 33rd and so on: in Gloucestershire for
// all, in Leicestershire, while its force is late, for the transport police alone.
const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].map(month)
const [MAY, JUNE] = [month('2026-05'), month('2026-06')]
const OWNER = { teamId: 'T0HARBOUR', userId: 'U0PRIYA' }
const START = Date.parse('2026-08-03T00:00:00Z')
const OUT = [0, 2, 32, 62, 92].map((day) => START + day * DAY + 10 * HOUR)

const OUT_ON_DAY = 2

const ON_TIME = postcode('GL50 1AA')
/** In the late force's area, and of another force, which is on time. */
const NEIGHBOUR = postcode('LE9 2AA')
const LATE = ['LE1 1WA', 'LE2 7LX', 'LE3 0QA'].map(postcode)
const ADDED = postcode('LE4 5QA')
/** Incidents of the local force at each place, and of the transport police. */
const LOCAL = new Map([...LATE, ADDED, NEIGHBOUR, ON_TIME].map((near, at) => [near, 100 + at]))
const TRANSPORT = 7

/** When, in ms from the start, and where. */
type At = { readonly at: number; readonly near: Postcode }

type Events = {
  /** By the first day another place is probed first. */
  readonly firstDay: number
  /** When the late force publishes what it has not; null: never. */
  readonly published: number | null
  /** The places with a station, where the transport police publish on time. At the others there are no results. */
  readonly stations: readonly Postcode[]
  readonly added: At | null
  /** When somebody looks a place up: the answer is in memory for an hour. */
  readonly read: readonly At[]
  /** Whether a place of another force is watched in the same area. */
  readonly neighbour: boolean
  /** Days after which the process starts anew. */
  readonly restarts: readonly number[]
  readonly days: number
}

const newestAt = (now: number): Month => MONTHS.findLast((_, at) => (OUT[at] ?? 0) <= now) ?? MAY

const answerTo = ({ published, stations }: Events, near: Postcode, now: number) => {
  const newest = newestAt(now)
  const transport = times(TRANSPORT, incident({ month: newest, transportPolice: true }))
  const whole = [...times(LOCAL.get(near) ?? 0, incident({ month: newest })), ...transport]
  const isOnTime = near === ON_TIME || near === NEIGHBOUR
  if (isOnTime || newest === MAY || (published !== null && published <= now)) return answer(whole, now)
  return stations.includes(near) ? answer(transport, now) : unanswered({ kind: 'no-results', postcode: near })
}

const watching = (near: Postcode, given: Partial<Alert> = {}): Alert =>
  alertOf({ id: near, channelId: `C-${near}`, postcode: near, inThread: false, announced: MAY, ...given })

const simulate = async (events: Events) => {
  const start = START + events.firstDay * DAY
  const { clock, jobs, runUntil } = simulation(start)
  const { supplier, calls } = supplierOf((near) => answerTo(events, near, clock() - events.firstDay * DAY))
  const slack = slackInMemory(clock)
  const deliveries = deliveriesInMemory(
    [...LATE, ON_TIME, ...(events.neighbour ? [NEIGHBOUR] : [])].map((near) => watching(near)),
  )
  for (const area of ['LE', 'GL']) await deliveries.advanceArea(area, MAY)
  const process = () => {
    const lookup = createLookup({ supplier, clock, maxBytes: 9e6, log: { warn: () => undefined } })
    return { lookup, handlers: testHandlers({ deliveries, lookup, jobs, clock, client: slack.client }) }
  }
  let { lookup, handlers } = process()
  const restart = () => {
    lookup.close()
    const next = process()
    lookup = next.lookup
    handlers = next.handlers
  }
  // As the alert repository sets one up.
  let hasReadJune = false
  const add = async ({ near }: At) => {
    const found = await baselineOf({ lookup, clock, log: recordingLog().log }, OWNER, near)
    if (!found.ok) throw new Error(found.failure.kind)
    hasReadJune = found.value === JUNE
    const isMissing = found.value === 'figures missing'
    const { areas } = await deliveries.sweepState(dayInLondon(clock()))
    const ofArea = areas.find(({ area }) => area === areaOf(near))?.month ?? null
    const announced = found.value === 'figures missing' ? null : (found.value ?? ofArea)
    const waitingSince = isMissing ? clock() : null
    deliveries.add(watching(near, { id: 'added', channelId: 'C-added', announced, waitingSince }))
  }
  const { added, read } = events
  const steps = [
    ...read.map(({ at, near }) => ({ at: start + at, run: () => lookup.near(near, null) })),
    ...(added === null ? [] : [{ at: start + added.at, run: () => add(added) }]),
  ].sort((a, b) => a.at - b.at)
  const inLate = () => calls.filter((near) => areaOf(near) === 'LE').length
  const probes: number[] = []
  for (let day = 0; day < events.days; day += 1) {
    const midnight = start + day * DAY
    await jobs.sweep(midnight + 8 * HOUR)
    let others = inLate()
    for (const { at, run } of steps.filter((step) => step.at >= midnight && step.at < midnight + DAY)) {
      await runUntil(at, handlers)
      const before = inLate()
      await run()
      others += inLate() - before
    }
    await runUntil(midnight + DAY - 1, handlers)
    probes.push(inLate() - others)
    if (events.restarts.includes(day)) restart()
  }
  lookup.close()
  // Midnight in London is an hour before.
  const posts = slack.posts.map(({ at, channel, text }) => ({ at: at - start + START, channel, text }))
  const textsIn = (channel: string) => posts.filter((post) => post.channel === channel)
  return { posts, probes, hasReadJune, textsIn }
}

// Where none of the watched places has a station, nobody can know that a force is late.
const anyStations = fc
  .tuple(fc.subarray(LATE, { minLength: 1 }), fc.subarray([ADDED]))
  .map((both) => both.flat())
const near = fc.constantFrom(ADDED, ...LATE)
// The sweep is at eight: what was looked up within the hour before may be from before the figures.
const SHORTLY_BEFORE = [1, 10, 30, 59, 61].map((minutes) => (minutes * HOUR) / 60)
const eventsWhen = (published: number): fc.Arbitrary<Events> =>
  fc.record({
    firstDay: fc.nat({ max: 12 }),
    published: fc.constant(published),
    stations: anyStations,
    added: fc.option(
      fc.record({
        at: fc.oneof(
          fc
            .tuple(fc.nat({ max: 30 }), fc.constantFrom(1, 6.9, 10, 16))
            .map(([day, hour]) => day * DAY + hour * HOUR),
          fc.constantFrom(...SHORTLY_BEFORE).map((ms) => published - START - ms),
          fc.constantFrom(...SHORTLY_BEFORE).map((ms) => published - START + ms),
        ),
        near,
      }),
      { freq: 4 },
    ),
    read: fc.array(
      fc.record({ at: fc.constantFrom(...SHORTLY_BEFORE).map((ms) => published - START - ms), near }),
      { maxLength: 4 },
    ),
    neighbour: fc.constant(false),
    restarts: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }),
    days: fc.constant(32),
  })
const anyEvents: fc.Arbitrary<Events> = fc
  .tuple(fc.integer({ min: 3, max: 28 }), fc.constantFrom(2, 7, 7.4, 7.6, 7.99, 8.01, 8.4, 11, 17, 22))
  .map(([day, hour]) => START + day * DAY + hour * HOUR)
  .chain(eventsWhen)

/** A place without a station is read, the force publishes, and within the hour is the sweep. */
const OUT_AFTER_READING: Events = {
  firstDay: 0,
  published: START + 3 * DAY + 7.5 * HOUR,
  stations: LATE.slice(0, 1),
  added: null,
  read: LATE.slice(1).map((place) => ({ at: 3 * DAY + 7.2 * HOUR, near: place })),
  neighbour: false,
  restarts: [],
  days: 32,
}

/** The same, and within the hour an alert is set up for the place that was read. */
const SET_UP_AFTER_READING: Events = {
  ...OUT_AFTER_READING,
  added: { at: 3 * DAY + 8.1 * HOUR, near: ADDED },
  read: [{ at: 3 * DAY + 7.2 * HOUR, near: ADDED }],
}

describe('a force that is late, of whose places the transport police’s figures are out', () => {
  it('has its month announced once, with its own numbers, whatever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const { posts, probes, hasReadJune, textsIn } = await simulate(events)
        const { published, added } = events
        const june = (near: Postcode) => `${near} ${JUNE}: ${(LOCAL.get(near) ?? 0) + TRANSPORT}`
        for (const near of LATE) expect(textsIn(`C-${near}`).map(({ text }) => text)).toEqual([june(near)])
        expect(textsIn(`C-${ON_TIME}`).map(({ text }) => text)).toEqual([june(ON_TIME)])
        const isNews = added !== null && !hasReadJune
        expect(textsIn('C-added').map(({ text }) => text)).toEqual(isNews ? [june(added.near)] : [])
        for (const { at, channel } of posts) {
          if (channel === `C-${ON_TIME}`) continue
          expect(at).toBeGreaterThanOrEqual(published ?? 0)
          expect(at).toBeLessThan((published ?? 0) + 3 * DAY)
        }
        // Once it is known that the force is late, one probe a day.
        const announcedOn = Math.floor((Math.min(...posts.slice(1).map(({ at }) => at)) - START) / DAY)
        for (const [day, count] of probes.entries())
          if (day > 4 && day < announcedOn) expect(count).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60, examples: [[OUT_AFTER_READING], [SET_UP_AFTER_READING]] },
    )
  })

  it('has it announced beside a force of the same area that is on time', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (drawn) => {
        const { posts, textsIn } = await simulate({ ...drawn, neighbour: true, stations: [...LATE, ADDED] })
        const { published } = drawn
        for (const near of [...LATE, NEIGHBOUR, ON_TIME])
          expect(textsIn(`C-${near}`).map(({ text }) => text)).toEqual([
            `${near} ${JUNE}: ${(LOCAL.get(near) ?? 0) + TRANSPORT}`,
          ])
        for (const { at, channel } of posts)
          if (LATE.some((near) => channel === `C-${near}`)) expect(at).toBeGreaterThanOrEqual(published ?? 0)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a force that publishes nothing for good', () => {
  const forGood: Events = {
    firstDay: 0,
    published: null,
    stations: LATE,
    added: { at: 20 * DAY, near: ADDED },
    read: [],
    neighbour: false,
    restarts: [10, 61],
    days: 95,
  }

  it('costs one probe a day, one more before channels are told, and tells each once, after sixty days', async () => {
    const { posts, probes, textsIn } = await simulate({ ...forGood, stations: [...LATE, ADDED] })
    expect(Math.max(...probes)).toBe(2)
    expect(textsIn(`C-${ON_TIME}`).map(({ text }) => text)).toEqual(
      [JUNE, month('2026-07'), month('2026-08'), month('2026-09')].map(
        (one) => `${ON_TIME} ${one}: ${(LOCAL.get(ON_TIME) ?? 0) + TRANSPORT}`,
      ),
    )
    for (const channel of [...LATE.map((near) => `C-${near}`), 'C-added']) {
      const told = textsIn(channel)
      expect(told.map(({ text }) => text.replace(/^.*: /, ''))).toEqual(['figures missing'])
      const since = channel === 'C-added' ? 20 : OUT_ON_DAY
      const days = ((told[0]?.at ?? 0) - START) / DAY - since
      expect(days).toBeGreaterThanOrEqual(60)
      expect(days).toBeLessThan(64)
    }
    // One more look-up on the way to each of these notices.
    const notices = posts.filter(({ text }) => text.endsWith('figures missing'))
    expect(probes.filter((calls) => calls > 1).length).toBeLessThanOrEqual(notices.length)
    expect(posts.length).toBe(8)
  })

  it('still has its figures announced when they come after all', async () => {
    const { textsIn } = await simulate({ ...forGood, added: null, published: START + 80 * DAY })
    for (const near of LATE)
      expect(textsIn(`C-${near}`).map(({ text }) => text)).toEqual([
        expect.stringContaining('figures missing'),
        `${near} ${month('2026-08')}: ${(LOCAL.get(near) ?? 0) + TRANSPORT}`,
        `${near} ${month('2026-09')}: ${(LOCAL.get(near) ?? 0) + TRANSPORT}`,
      ])
  })
})
