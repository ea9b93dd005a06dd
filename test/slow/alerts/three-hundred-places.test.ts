import { expect, it, onTestFinished } from 'vitest'
import { dayInLondon } from '../../../src/crime/dates.ts'
import type { Postcode } from '../../../src/crime/postcode.ts'
import { digestForThread, digestPost, digestThread } from '../../../src/features/alerts/messages/digest.ts'
import { success } from '../../../src/lib/result.ts'
import { createLookup } from '../../../src/lookup/lookup.ts'
import { ownPglite } from '../../database/support/places.ts'
import { choice, person, repositoriesOn } from '../../features/alerts/support/repositories.ts'
import {
  atNight,
  DAY,
  HOUR,
  MESSAGES,
  recordingLog,
  simulation,
  slackInMemory,
  testHandlers,
} from '../../features/alerts/support/simulation.ts'
import { answer, nth, supplierOf } from '../../support/answers.ts'
import { incident, month } from '../../support/incidents.ts'
import { sameInEachMonth } from '../../support/police-records.ts'
import { readContents } from '../../support/read-contents.ts'
import { bodyWith } from '../../support/records.ts'

const MONTHS = ['2020-09', '2020-10', '2020-11', '2020-12', '2021-01', '2021-02']
/** Months are out on another day each, one of them late in the evening. */
const OUT = [
  '2020-10-29T10:00',
  '2020-12-03T10:00',
  '2021-01-06T21:30',
  '2021-01-28T10:00',
  '2021-03-04T10:00',
  '2021-03-30T10:00',
].map((at) => Date.parse(`${at}:00Z`))
const BEFORE = month('2020-08')
const START = Date.parse('2020-10-10T12:00:00Z')
const END = Date.parse('2021-04-30T12:00:00Z')

const published = sameInEachMonth('GL50 1AA', MONTHS)

const PLACES = Array.from({ length: 300 }, (_, at) => nth(at))

/** Each place has some of the month's records, from three quarters of them on. */
const recordsNear = (near: Postcode, at: number) => {
  const all = published[at]?.records ?? []
  return all.slice(0, Math.ceil(all.length * (0.75 + PLACES.indexOf(near) / 1_200)))
}

const answerFor = (near: Postcode, now: number) => {
  const at = OUT.findLastIndex((out) => out <= now)
  if (at < 0) return answer([incident({ month: BEFORE })], now)
  const read = readContents(bodyWith(recordsNear(near, at)))
  if (!read.ok) throw new Error('cannot be read')
  return success({ incidents: read.value.incidents, unreadable: 0, arrivedAt: now })
}

it('a channel with 300 places has six posts in six months, with threads, by day, and nothing twice', async () => {
  const { place, drop } = await ownPglite()
  onTestFinished(drop)
  const { alerts, deliveries } = await repositoriesOn(place)
  const { clock, jobs, runUntil } = simulation(START)
  const { supplier, calls } = supplierOf((near) => answerFor(near, clock()))
  const lookup = createLookup({ supplier, clock, maxBytes: 50_000_000, log: { warn: () => undefined } })
  onTestFinished(() => lookup.close())
  const slack = slackInMemory(clock)
  const { lines, log } = recordingLog()
  const messages = { ...MESSAGES, post: digestPost, forThread: digestForThread, thread: digestThread }
  const handlers = testHandlers({ deliveries, lookup, jobs, clock, client: slack.client, log, messages })
  const chosen = PLACES.map((postcode, at) => choice({ postcode, name: at % 3 === 0 ? `Depot ${at}` : null }))
  await alerts.create(person({ teamId: 'T1' }), chosen, new Map(PLACES.map((near) => [near, BEFORE])))
  for (let day = Date.parse('2020-10-11T08:00:00Z'); day < END; day += DAY) {
    await jobs.sweep(day)
    await runUntil(day + 14 * HOUR, handlers)
  }

  const posts = slack.posts.filter(({ thread }) => thread === null)
  expect(posts.map(({ text }) => text.slice(0, text.indexOf(':')))).toEqual([
    'New figures for 300 places, September 2020',
    'New figures for 300 places, October 2020',
    'New figures for 300 places, November 2020',
    'New figures for 300 places, December 2020',
    'New figures for 300 places, January 2021',
    'New figures for 300 places, February 2021',
  ])
  const daysLate = posts.map(({ at }, which) => (at - (OUT[which] ?? 0)) / DAY)
  expect(Math.min(...daysLate)).toBeGreaterThan(0)
  expect(Math.max(...daysLate)).toBeLessThan(2)
  expect(atNight(slack.posts)).toEqual([])
  expect(new Set(slack.posts.map(({ at }) => dayInLondon(at))).size).toBe(6)
  for (const [at, post] of posts.entries()) {
    const texts = slack.posts.filter((other) => dayInLondon(other.at) === dayInLondon(post.at))
    const told = texts.flatMap(({ text }) =>
      [...text.matchAll(/(\w+ \d\w\w)\)? ([\d,]+) incidents?/g)].map(
        ([, near, total]) => `${near} ${total?.replace(',', '')}`,
      ),
    )
    const right = PLACES.map((near) => `${near} ${recordsNear(near, at).length}`)
    expect(told.sort()).toEqual(right.sort())
  }
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  const threads = slack.posts.length - posts.length
  process.stdout.write(
    `300 places: ${posts.length} posts, ${threads} in threads, ${calls.length} calls in ${MONTHS.length} months\n`,
  )
}, 120_000)
