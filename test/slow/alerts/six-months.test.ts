import { describe, expect, it, onTestFinished } from 'vitest'
import { dayInLondon } from '../../../src/crime/dates.ts'
import { areaOf, type Postcode } from '../../../src/crime/postcode.ts'
import { success } from '../../../src/lib/result.ts'
import { createLookup } from '../../../src/lookup/lookup.ts'
import { ownPglite } from '../../database/support/places.ts'
import {
  choice,
  createdAlert,
  createOne,
  person,
  repositoriesOn,
} from '../../features/alerts/support/repositories.ts'
import {
  atNight,
  DAY,
  HOUR,
  recordingLog,
  simulation,
  slackInMemory,
  testHandlers,
} from '../../features/alerts/support/simulation.ts'
import { answer, supplierOf, unanswered } from '../../support/answers.ts'
import { incident, month, postcode, times } from '../../support/incidents.ts'
import { sameInEachMonth } from '../../support/police-records.ts'
import { readContents } from '../../support/read-contents.ts'
import { bodyWith } from '../../support/records.ts'

const MONTHS = ['2020-09', '2020-10', '2020-11', '2020-12', '2021-01', '2021-02']

const CHELTENHAM = postcode('GL50 1AA')
const HAMLET = postcode('GL54 5XX')
/**
 * Their force is ten days late, each month. Meanwhile the newest month has the transport police's figures alone at the
 * first, which has a station, and no results at the second.
 */
const STATION = postcode('LE1 1WA')
const LATE = [STATION, postcode('LE2 7LX')]
const OTHERS = ['B1 1AA', 'B2 4QA', 'L1 1JD', 'YO1 7HH'].map(postcode)

/** Months are out on another day each, at ten in the morning. */
const OUT = ['2020-10-29', '2020-12-03', '2021-01-06', '2021-01-28', '2021-03-04', '2021-03-30']
const outAt = (at: number, near: Postcode): number =>
  Date.parse(`${OUT[at]}T10:00:00Z`) + (LATE.includes(near) ? 10 * DAY : 0)
const newestAt = (now: number, near: Postcode): number =>
  MONTHS.findLastIndex((_, at) => outAt(at, near) <= now)

const contents = sameInEachMonth('GL50 1AA', MONTHS).map(({ records }) => readContents(bodyWith(records)))
const incidentsOf = (at: number) => {
  const read = contents[at]
  if (!read?.ok) throw new Error('cannot be read')
  return read.value.incidents
}

const answerFor = (near: Postcode, now: number) => {
  const at = newestAt(now, near)
  const newest = newestAt(now, CHELTENHAM)
  if (LATE.includes(near) && at < newest) {
    const transport = times(7, incident({ month: month(MONTHS[newest] ?? ''), transportPolice: true }))
    return near === STATION ? answer(transport, now) : unanswered({ kind: 'no-results', postcode: near })
  }
  if (near === HAMLET) return unanswered({ kind: 'no-results', postcode: near })
  if (near === CHELTENHAM) return success({ incidents: incidentsOf(at), unreadable: 0, arrivedAt: now })
  return answer(times(at + 30, incident({ month: month(MONTHS[at] ?? '') })), now)
}

const START = Date.parse('2020-11-10T12:00:00Z')
const PAUSE_ENDS = Date.parse('2021-02-10T00:00:00Z')
const END = Date.parse('2021-04-20T12:00:00Z')

const simulated = async () => {
  const { place, drop } = await ownPglite()
  onTestFinished(drop)
  const { alerts, deliveries } = await repositoriesOn(place)
  const { clock, jobs, runUntil } = simulation(START)
  const { supplier, calls } = supplierOf((near) => answerFor(near, clock()))
  const lookup = createLookup({ supplier, clock, maxBytes: 50_000_000, log: { warn: () => undefined } })
  onTestFinished(() => lookup.close())
  const slack = slackInMemory(clock)
  const { lines, log } = recordingLog()
  const handlers = testHandlers({ deliveries, lookup, jobs, clock, client: slack.client, log })
  const workspace = { teamId: 'T1' }
  const set = async (channelId: string, near: Postcode, given: Partial<ReturnType<typeof choice>> = {}) => {
    const at = newestAt(clock(), near)
    const baseline = near === HAMLET ? null : month(MONTHS[at] ?? '')
    const wanted = choice({ channelId, postcode: near, ...given })
    return createdAlert(await createOne(alerts, person(workspace), wanted, baseline))
  }
  await set('C1', CHELTENHAM)
  await set('C2', CHELTENHAM, { inThread: false })
  await set('C3', CHELTENHAM, { pausedUntil: dayInLondon(PAUSE_ENDS) })
  await set('C1', HAMLET)
  for (const near of [...LATE, ...OTHERS]) await set('C4', near)
  const perDay = new Map<string, number>()
  for (let day = Date.parse('2020-11-11T09:00:00Z'); day < END; day += DAY) {
    await jobs.sweep(day)
    const before = calls.length
    await runUntil(day + 14 * HOUR, handlers)
    perDay.set(dayInLondon(day), calls.length - before)
  }
  return { slack, calls, perDay, lines }
}

describe('six months of a place', () => {
  it('are announced once an alert, with the right numbers, by day, and only on days with news', async () => {
    const { slack, perDay, lines } = await simulated()
    const texts = (channel: string, near: Postcode) =>
      slack.posts
        .filter((post) => post.thread === null && post.channel === channel)
        .flatMap(({ text }) => text.split('\n'))
        .filter((line) => line.startsWith(near))

    const all = MONTHS.slice(1).map((one, at) => `${CHELTENHAM} ${one}: ${incidentsOf(at + 1).length}`)
    expect(texts('C1', CHELTENHAM)).toEqual(all)
    expect(texts('C2', CHELTENHAM)).toEqual(all)
    // Paused until the tenth of February: of what came out meanwhile it speaks of the newest month alone.
    expect(texts('C3', CHELTENHAM)).toEqual(all.slice(2))
    expect(texts('C1', HAMLET)).toEqual(MONTHS.slice(1).map((one) => `${HAMLET} ${one}: nothing`))
    for (const near of [...LATE, ...OTHERS])
      expect(texts('C4', near)).toEqual(MONTHS.slice(1).map((one, at) => `${near} ${one}: ${at + 31}`))

    const threads = slack.posts.filter((post) => post.thread !== null)
    expect(threads.filter(({ channel }) => channel === 'C2')).toEqual([])
    expect(threads.length).toBe(5 + 3 + 6 * 5)

    expect(atNight(slack.posts)).toEqual([])
    const days = new Set(slack.posts.map(({ at }) => dayInLondon(at)))
    // The canary of the day may stand in the late area, or in the hamlet: then another one sees it a day later.
    const news = [...OUT.flatMap((out) => [0, 10].map((more) => Date.parse(out) + more * DAY)), PAUSE_ENDS]
    const sinceNews = [...days].map((day) =>
      Math.min(...news.map((at) => Date.parse(day) - at).filter((ms) => ms >= 0)),
    )
    expect(Math.max(...sinceNews)).toBeLessThanOrEqual(3 * DAY)
    expect(days.size).toBe(11)

    const quiet = [...perDay].filter(([day]) => !days.has(day))
    // The country's canary, and the late area's while it is late.
    expect(Math.max(...quiet.map(([, count]) => count))).toBeLessThanOrEqual(3)
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it('cost a call a postcode and month, and the probes', async () => {
    const { calls, perDay } = await simulated()
    const places = new Set(calls)
    expect(new Set([...places].map(areaOf)).size).toBe(5)
    const months = 5
    // Eight places: two of them late for ten days, one a hamlet that is asked before its neighbour at times.
    expect(calls.length).toBeLessThanOrEqual(places.size * months + perDay.size * 1.5 + months * 10)
  })
})
