import { isMonth, type Month } from '../src/crime/dates.ts'
import { type IncidentDetails, Incidents } from '../src/crime/incidents.ts'
import { areaOf, type Postcode, parsePostcode } from '../src/crime/postcode.ts'
import { NO_LOCATION } from '../src/crime/street.ts'
import type { Alert } from '../src/features/alerts/alert.ts'
import type { JobHandlers } from '../src/features/alerts/worker/jobs.ts'
import { failed, success } from '../src/lib/result.ts'
import { createLookup } from '../src/lookup/lookup.ts'
import { deliveriesInMemory } from '../test/features/alerts/support/deliveries-in-memory.ts'
import {
  DAY,
  HOUR,
  simulation,
  slackInMemory,
  testHandlers,
} from '../test/features/alerts/support/simulation.ts'

// A hundred of the postcode areas of England and Wales.
const AREAS = (
  'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG ' +
  'HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA SE SG ' +
  'SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF'
).split(' ')

const PLACES_IN_AREA = 40
const CHANNELS_A_PLACE = 3
const MONTHS = 12
/** Of forty forces, in every month others are late: five in a hundred. */
const FORCES = 40
const LATE_FORCES = 2
const LATE_DAYS = 10
// One area in five is of two forces, and one place in fifty a hamlet where nothing is ever recorded.
const AREAS_OF_TWO = 5
const HAMLETS = 50

const START = Date.parse('2026-01-05T12:00:00Z')
// On another day of each month, ten in the morning.
const DAYS = [14, 21, 9, 17, 28, 12, 19, 7, 24, 15, 11, 18]

const must = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('the year is wrongly made')
  return value
}

const LETTERS = 'ABDE'

/** The nth postcode of an area: most have a district 2, some only two digits or a letter behind the digit. */
const postcodeIn = (area: string, at: number): Postcode => {
  const read = ['2', '20', '2A'].map((district) =>
    parsePostcode(`${area}${district} ${at % 10}${LETTERS[Math.floor(at / 10)]}A`),
  )
  const postcode = read.find(({ ok }) => ok)
  return must(postcode?.ok ? postcode.value : null)
}

const places = AREAS.flatMap((area) =>
  Array.from({ length: PLACES_IN_AREA }, (_, at) => postcodeIn(area, at)),
)
const numberOf = new Map(places.map((postcode, at) => [postcode, at]))

const forceOf = (place: number): number => {
  const area = Math.floor(place / PLACES_IN_AREA)
  const second = area % AREAS_OF_TWO === 0 && place % 2 === 1
  return (area + (second ? 1 : 0)) % FORCES
}

const monthNumber = (at: number): Month => {
  const date = new Date(Date.UTC(2025, 10 + at, 1))
  const text = date.toISOString().slice(0, 7)
  return must(isMonth(text) ? text : null)
}

const outAt = (at: number, force: number): number => {
  const isLate = (force + at * LATE_FORCES) % FORCES < LATE_FORCES
  const out = Date.UTC(2026, at - 1, DAYS[(at - 1) % DAYS.length], 10)
  return out + (isLate ? LATE_DAYS * DAY : 0)
}

/** The newest month a force has published; 0 is out before the year begins. */
const newestOf = (force: number, now: number): number => {
  let newest = 0
  while (newest < MONTHS && outAt(newest + 1, force) <= now) newest += 1
  return newest
}

const burglary = (month: Month): IncidentDetails => ({
  category: 'burglary',
  month,
  outcome: null,
  outcomeMonth: null,
  transportPolice: false,
})

const alertsAt = (postcode: Postcode): Alert[] =>
  Array.from({ length: CHANNELS_A_PLACE }, (_, at) => ({
    id: `${postcode} ${at}`,
    workspace: { teamId: `T${at}` },
    channelId: `C${must(numberOf.get(postcode)) % 200}-${at}`,
    postcode,
    name: null,
    categories: [],
    minIncidents: null,
    inThread: false,
    pausedUntil: null,
    announced: monthNumber(0),
    postTs: null,
    hasPosted: false,
    waitingSince: null,
    setBy: 'U1',
    ended: null,
  }))

/** Jobs that a process takes at once, in their order. */
const BATCH = 10

/**
 * A year of sweeps: the calls it cost, and what was posted. Of several processes each has a cache of its own; they take
 * the jobs by turns, a batch at a time.
 */
export const simulatedYear = async (processes: number) => {
  const { clock: still, jobs, runUntil } = simulation(START)
  let calls = 0
  // A millisecond more at each call: what was asked before another place is older.
  const clock = () => still() + calls
  const answerFor = (postcode: Postcode) => {
    const place = must(numberOf.get(postcode))
    if (place % HAMLETS === HAMLETS - 1)
      return failed({ failure: { kind: 'no-results', postcode } as const, because: 'status 404' })
    const month = monthNumber(newestOf(forceOf(place), clock()))
    const incidents = new Incidents([burglary(month)], [NO_LOCATION], Uint16Array.of(0), Uint16Array.of(0))
    return success({ incidents, unreadable: 0, arrivedAt: clock() })
  }
  const supplier = {
    incidentsNear: async (postcode: Postcode) => {
      calls += 1
      return answerFor(postcode)
    },
  }
  const lookups = Array.from({ length: processes }, () =>
    createLookup({ supplier, clock, maxBytes: 100_000_000, log: { warn: () => undefined } }),
  )
  const deliveries = deliveriesInMemory(places.flatMap(alertsAt))
  for (const area of AREAS) await deliveries.advanceArea(area, monthNumber(0))
  const slack = slackInMemory(clock)
  const all = lookups.map((lookup) => testHandlers({ deliveries, lookup, jobs, clock, client: slack.client }))
  let taken = 0
  const next = (jobsAtOnce: number): JobHandlers => {
    taken += 1
    return must(all[Math.floor(taken / jobsAtOnce) % processes])
  }
  const handlers: JobHandlers = {
    sweep: () => next(1).sweep(),
    channel: (job) => next(BATCH).channel(job),
  }
  const lastDay = outAt(MONTHS, 0) + (LATE_DAYS + 3) * DAY
  let days = 0
  for (let day = Date.parse('2026-01-06T09:00:00Z'); day < lastDay; day += DAY) {
    await jobs.sweep(day)
    await runUntil(day + 12 * HOUR, handlers)
    days += 1
  }
  for (const lookup of lookups) lookup.close()
  return {
    calls,
    days,
    places: places.length,
    areas: new Set(places.map(areaOf)).size,
    alerts: places.length * CHANNELS_A_PLACE,
    months: MONTHS,
    posts: slack.posts,
  }
}
