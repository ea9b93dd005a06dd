import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { DatabaseUnavailable } from '../../../../src/features/alerts/store/delivery-repository.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import type { ReportResult } from '../../../../src/lookup/cache.ts'
import type { LookupFailure } from '../../../../src/postcodearea/lookup-failure.ts'
import type { CannotPostReason } from '../../../../src/slack/web-api/slack-error.ts'
import { nth } from '../../../support/answers.ts'
import { incident, month, postcode, reportOf, times } from '../../../support/incidents.ts'
import { lookupOf } from '../../../support/lookups.ts'
import { alertOf } from '../example-alerts.ts'
import { deliveriesInMemory } from '../support/deliveries-in-memory.ts'
import {
  DAY,
  recordingLog,
  type SlackAnswer,
  simulation,
  slackInMemory,
  testHandlers,
} from '../support/simulation.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const NOON = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const JOB = { teamId: 'T1', channelId: 'C1', areas: ['LE'], postcodes: [], seenAt: 0 }

/** So many places of one channel, each with an alert of January. */
const places = (count: number, given: Partial<Alert> = {}): Alert[] =>
  Array.from({ length: count }, (_, at) =>
    alertOf({
      ...{ id: `a${at}`, channelId: 'C1', postcode: nth(at), announced: JANUARY, inThread: false },
      ...given,
    }),
  )

type Setup = {
  readonly alerts?: readonly Alert[]
  readonly find?: (near: Alert['postcode']) => ReportResult
  readonly answers?: readonly (SlackAnswer | null)[]
  readonly start?: number
  /** How many marks fail before the database is back. */
  readonly failingMarks?: number
}

const inFebruary = (near: Alert['postcode']) =>
  success(reportOf(times(7, incident({ month: FEBRUARY })), { postcode: near }))

const setup = async (given: Setup = {}) => {
  const { alerts = places(4), find = inFebruary, answers = [], start = NOON } = given
  const deliveries = deliveriesInMemory(alerts)
  await deliveries.advanceArea('LE', FEBRUARY)
  let failingMarks = given.failingMarks ?? 0
  const marked: string[] = []
  const { mark } = deliveries
  const failingMark: typeof mark = async (marks) => {
    if (failingMarks > 0) {
      failingMarks -= 1
      throw new DatabaseUnavailable()
    }
    marked.push(marks.map(({ alert, month: to, postTs }) => `${alert.id} ${to} ${postTs !== null}`).join())
    return mark(marks)
  }
  const { clock, jobs, queued, runUntil } = simulation(start)
  const slack = slackInMemory(clock, () => answers[slack.calls.length - 1] ?? null)
  const { lookup, asked } = lookupOf(find)
  const { log, lines } = recordingLog()
  const notified: string[] = []
  const handlers = testHandlers({
    ...{ deliveries: { ...deliveries, mark: failingMark }, lookup, jobs, clock, client: slack.client, log },
    notifyOwner: async (ended, reason) => void notified.push(`${ended.length} ${reason}`),
  })
  const state = () => deliveries.all().map(({ announced }) => announced)
  return { deliveries, handlers, slack, asked, queued, runUntil, lines, marked, notified, state, jobs }
}

const slackError = (error: string): SlackAnswer => ({ body: { ok: false, error } })

const DAYS_60 = 60 * DAY

it('tells once that figures are missing for long where there are no results at all', async () => {
  const { handlers, slack, jobs, runUntil } = await setup({
    alerts: places(1, { waitingSince: NOON - DAYS_60 }),
    find: (near) => failed({ kind: 'no-results', postcode: near }),
  })
  await jobs.sweep(NOON)
  await runUntil(NOON + MINUTE, handlers)
  await jobs.sweep(NOON + DAY)
  await runUntil(NOON + DAY + MINUTE, handlers)
  expect(slack.posts.map(({ text }) => text)).toEqual([expect.stringContaining('figures missing')])
})

describe('telling a channel', () => {
  it('is one post of all its places, marked with it in one statement, and one look-up a place', async () => {
    const { handlers, slack, asked, marked, state } = await setup({ alerts: places(40) })
    await handlers.channel(JOB)
    await handlers.channel(JOB)
    expect(slack.posts).toHaveLength(1)
    expect(slack.posts[0]?.text.split('\n')).toHaveLength(40)
    expect([asked.length, new Set(asked).size, marked.length]).toEqual([40, 40, 1])
    expect(new Set(state())).toEqual(new Set([FEBRUARY]))
  })

  it('passes over what is below its number of incidents, without a post', async () => {
    const { handlers, slack, marked, state } = await setup({ alerts: places(2, { minIncidents: 8 }) })
    await handlers.channel(JOB)
    expect(slack.calls).toEqual([])
    expect(marked).toEqual(['a0 2023-02 false,a1 2023-02 false'])
    expect(state()).toEqual([FEBRUARY, FEBRUARY])
  })

  it('looks up no place whose area was not seen to be out', async () => {
    const { handlers, asked, slack } = await setup()
    await handlers.channel({ ...JOB, areas: ['B'] })
    expect([asked, slack.calls]).toEqual([[], []])
    await handlers.channel({ ...JOB, areas: [], postcodes: [nth(1)] })
    expect(asked).toEqual([nth(1)])
  })

  it('leaves a late force’s places for a later post', async () => {
    const late = new Set([nth(1), nth(2)])
    const find = (near: Alert['postcode']) =>
      late.has(near)
        ? success(reportOf([incident({ month: JANUARY })], { postcode: near }))
        : inFebruary(near)
    const { handlers, slack, state, deliveries, runUntil } = await setup({ find })
    await handlers.channel(JOB)
    expect(slack.posts[0]?.text.split('\n')).toHaveLength(2)
    expect(state()).toEqual([FEBRUARY, JANUARY, JANUARY, FEBRUARY])
    late.clear()
    // Not on the same day.
    await handlers.channel(JOB)
    expect(slack.posts).toHaveLength(1)
    await runUntil(NOON + DAY, handlers)
    await handlers.channel(JOB)
    expect(slack.posts[1]?.text).toBe(`${nth(1)} 2023-02: 7\n${nth(2)} 2023-02: 7`)
    expect(deliveries.all().every(({ announced }) => announced === FEBRUARY)).toBe(true)
  })

  it.each([
    [{ kind: 'unauthorised' }, 5 * MINUTE],
    [{ kind: 'out-of-credit' }, 15 * MINUTE],
    [{ kind: 'rate-limited', retryAt: NOON + 7 * MINUTE }, 7 * MINUTE],
    [{ kind: 'unreachable' }, 30 * MINUTE],
    [{ kind: 'supplier-error' }, 30 * MINUTE],
  ] satisfies [LookupFailure, number][])('waits after %j, without a post', async (failure, ms) => {
    const { handlers, queued, slack } = await setup({ find: () => failed(failure) })
    await handlers.channel(JOB)
    expect(queued()).toEqual([{ at: NOON + ms, kind: 'channel', job: JOB }])
    expect(slack.calls).toEqual([])
  })

  it('does not wait for one place in ten that cannot be looked up', async () => {
    const find = (near: Alert['postcode']) =>
      near === nth(3) ? failed({ kind: 'supplier-error' } as const) : inFebruary(near)
    const { handlers, queued, slack } = await setup({ alerts: places(20), find })
    await handlers.channel(JOB)
    expect(slack.posts[0]?.text.split('\n')).toHaveLength(19)
    expect(queued()).toEqual([])
  })

  it('at night waits for the morning, without a look-up', async () => {
    const { handlers, queued, asked } = await setup({ start: Date.parse('2026-11-24T21:00:00Z') })
    await handlers.channel(JOB)
    expect(queued()).toEqual([{ at: Date.parse('2026-11-25T08:00:00Z'), kind: 'channel', job: JOB }])
    expect(asked).toEqual([])
  })
})

describe('where Slack does not take a post', () => {
  it('waits a moment for a 429 or a 500, and puts the job back after a long one', async () => {
    const short = { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: 1 }
    const long = { ...short, retryAfter: 90 }
    const once = await setup({ answers: [short, { status: 500, body: {} }] })
    await once.handlers.channel(JOB)
    expect([once.slack.posts.length, once.queued()]).toEqual([1, []])
    const later = await setup({ answers: [long] })
    await later.handlers.channel(JOB)
    expect(later.queued()).toEqual([{ at: NOON + 90_000, kind: 'channel', job: JOB }])
    expect(later.state()).toEqual(Array(4).fill(JANUARY))
  })

  it('repeats no post whose answer did not come before half a minute, and waits as long again as it fails', async () => {
    const { handlers, queued, slack, runUntil } = await setup({ answers: Array(3).fill('no answer') })
    await handlers.channel(JOB)
    expect(slack.calls).toHaveLength(1)
    expect(queued().map(({ at }) => at - NOON)).toEqual([30_000])
    await runUntil(NOON + 31_000, handlers)
    expect(queued().map(({ at }) => at - NOON)).toEqual([60_000])
    await runUntil(NOON + 61_000, handlers)
    expect(queued().map(({ at }) => at - NOON)).toEqual([120_000])
    await runUntil(NOON + 5 * MINUTE, handlers)
    expect(slack.posts).toHaveLength(1)
  })

  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
    ['account_inactive', 'app-removed'],
  ] satisfies [string, CannotPostReason][])('%s ends all its alerts, told once', async (error, reason) => {
    const { handlers, deliveries, notified } = await setup({ answers: [slackError(error)] })
    await handlers.channel(JOB)
    expect(new Set(deliveries.all().map(({ ended }) => ended))).toEqual(new Set([reason]))
    expect(notified).toEqual(reason === 'app-removed' ? [] : [`4 ${reason}`])
  })

  it('since the app is not in the channel, the alerts end after three days', async () => {
    const { handlers, deliveries, runUntil } = await setup({
      answers: Array(3).fill(slackError('not_in_channel')),
    })
    await handlers.channel(JOB)
    expect(deliveries.all()[0]?.ended).toBeNull()
    await runUntil(NOON + 3 * DAY, handlers)
    await handlers.channel(JOB)
    expect(deliveries.all()[0]?.ended).toBe('not-in-channel')
  })
})

describe('a post and its marks', () => {
  it('are made once where the database is away between them', async () => {
    const { handlers, slack, state } = await setup({ failingMarks: 3 })
    await handlers.channel(JOB)
    expect(slack.posts).toHaveLength(1)
    expect(state()).toEqual(Array(4).fill(FEBRUARY))
  })

  it('a thread that was not made is made by the next job, without the post', async () => {
    const { handlers, slack, deliveries, runUntil } = await setup({
      alerts: places(2, { inThread: true }),
      answers: [null, null, ...Array(4).fill(slackError('fatal_error'))],
    })
    await handlers.channel(JOB)
    expect(slack.posts.map(({ thread }) => thread !== null)).toEqual([false, true])
    expect(deliveries.all().map(({ id }) => id)).toHaveLength(2)
    await runUntil(NOON + 30 * MINUTE, handlers)
    expect(slack.posts.map(({ thread }) => thread !== null)).toEqual([false, true, true])
    expect(new Set(slack.posts.map(({ text }) => text)).size).toBe(3)
  })
})

describe('nothing recorded', () => {
  it('is announced for the area’s month, but not to whoever knows, nor where a number is asked for', async () => {
    const alerts = [
      ...places(1),
      alertOf({ id: 'new', channelId: 'C1', postcode: postcode('LE9 2AA'), announced: null }),
      alertOf({
        id: 'min',
        channelId: 'C1',
        postcode: postcode('LE9 3AA'),
        announced: JANUARY,
        minIncidents: 1,
      }),
    ]
    const { handlers, slack, state } = await setup({
      alerts,
      find: (near) => failed({ kind: 'no-results', postcode: near } as const),
    })
    await handlers.channel(JOB)
    expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: nothing`])
    expect(state()).toEqual([FEBRUARY, FEBRUARY, FEBRUARY])
  })
})
