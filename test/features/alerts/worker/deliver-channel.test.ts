import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import type { LookupFailure } from '../../../../src/postcodearea/lookup-failure.ts'
import type { CannotPostReason } from '../../../../src/slack/web-api/post-errors.ts'
import { nth } from '../../../support/answers.ts'
import { month, postcode } from '../../../support/incidents.ts'
import { transportPoliceOnly } from '../../../support/transport-police-only.ts'
import { alertOf } from '../example-alerts.ts'
import {
  CHANNEL,
  DIGESTS,
  FEBRUARY,
  figuresOf,
  JANUARY,
  MINUTE,
  NOON,
  oneChannel,
  places,
} from '../support/one-channel.ts'
import { DAY, HOUR, type SlackAnswer } from '../support/simulation.ts'

const B = postcode('B1 1BB')
const slackError = (error: string): SlackAnswer => ({ body: { ok: false, error } })

const DAYS_60 = 60 * DAY

it('tells once that figures are missing for long where there are no results at all', async () => {
  const { slack, jobs, until } = await oneChannel({
    alerts: places(1, { waitingSince: NOON - DAYS_60 }),
    find: (near) => failed({ kind: 'no-results', postcode: near }),
  })
  await jobs.sweep(NOON)
  await until(NOON + MINUTE)
  await jobs.sweep(NOON + DAY)
  await until(NOON + DAY + MINUTE)
  expect(slack.posts.map(({ text }) => text)).toEqual([expect.stringContaining('figures missing')])
})

it('announces figures that came while the alert was paused, though nobody has seen that they are out', async () => {
  const { slack, jobs, until } = await oneChannel({
    alerts: places(1, { waitingSince: NOON - DAYS_60, announced: null }),
  })
  await jobs.sweep(NOON)
  await until(NOON + MINUTE)
  expect(slack.posts.map(({ text }) => text)).toEqual([expect.stringMatching(/2023-02: 7$/)])
})

it('does not say that figures are missing while it cannot be looked up', async () => {
  let isDown = true
  const { slack, jobs, until } = await oneChannel({
    alerts: places(1, { waitingSince: NOON - DAYS_60 }),
    find: () => (isDown ? failed({ kind: 'unreachable' }) : success(transportPoliceOnly())),
  })
  await jobs.sweep(NOON)
  await until(NOON + 6 * HOUR)
  expect(slack.posts).toEqual([])
  isDown = false
  await jobs.sweep(NOON + DAY)
  await until(NOON + DAY + MINUTE)
  expect(slack.posts.map(({ text }) => text)).toEqual([expect.stringContaining('figures missing')])
})

it('leaves what is due as it is while the app is not installed there, and posts it once it is', async () => {
  let isInstalled = false
  const { deliver, slack, asked, deliveries } = await oneChannel({ isInstalled: () => isInstalled })
  await deliver()
  expect([slack.calls, asked, deliveries.all().map(({ ended }) => ended)]).toEqual([
    [],
    [],
    Array(4).fill(null),
  ])
  isInstalled = true
  await deliver()
  expect(slack.posts).toHaveLength(1)
})

/** Places in Manchester, where only the transport police publish; the nth began to wait on the nth day, the last not yet. */
const waiting = (count: number): Alert[] =>
  Array.from({ length: count }, (_, at) =>
    alertOf({
      ...{ id: `m${at}`, channelId: 'C1', postcode: postcode(`M${at + 1} 1AA`), inThread: false },
      ...{ announced: null, waitingSince: at === count - 1 ? null : NOON - DAYS_60 + at * DAY },
    }),
  )

const isInManchester = (near: Alert['postcode']): boolean => near.startsWith('M')

it('tells a channel of all its places together that figures are missing, on whichever days they began to wait', async () => {
  const onTime = postcode('M20 1AA')
  const { slack, jobs, until } = await oneChannel({
    alerts: [
      ...waiting(10),
      alertOf({ id: 'on-time', channelId: 'C1', postcode: onTime, announced: FEBRUARY }),
      alertOf({ id: 'elsewhere', channelId: 'C1', postcode: B, announced: FEBRUARY, waitingSince: NOON }),
    ],
    find: (near) =>
      isInManchester(near) && near !== onTime ? success(transportPoliceOnly()) : figuresOf(near),
  })
  for (let day = 0; day < 15; day += 1) {
    await jobs.sweep(NOON + day * DAY)
    await until(NOON + day * DAY + HOUR)
  }
  expect(slack.posts).toHaveLength(1)
  const lines = slack.posts[0]?.text.split('\n') ?? []
  expect(lines.map((line) => line.replace(/ .*: /, ': '))).toEqual(
    waiting(10).map(({ postcode: near }) => `${near.split(' ')[0]}: figures missing`),
  )
})

it('does not promise in each digest what it has told a channel is missing', async () => {
  let of = FEBRUARY
  const { slack, deliver, comesOut, until } = await oneChannel({
    alerts: [...places(3), ...waiting(1).map((alert) => ({ ...alert, waitingSince: NOON - DAYS_60 }))],
    find: (near) => (isInManchester(near) ? success(transportPoliceOnly()) : figuresOf(near, of)),
    messages: DIGESTS,
  })
  await deliver()
  expect(slack.posts[0]?.text).toContain('missing for 60 days near M1 1AA.')
  await until(NOON + 30 * DAY)
  of = month('2023-03')
  await comesOut(['LE'], of)
  await deliver()
  expect(slack.posts[1]?.text).toContain('New figures for 3 places, March 2023')
  expect(slack.posts[1]?.text).not.toContain('M1 1AA')
})

describe('telling a channel', () => {
  it('is one post of all its places, marked with it in one statement, and one look-up a place', async () => {
    const { deliver, slack, asked, marked, state } = await oneChannel({ alerts: places(40) })
    await deliver()
    await deliver()
    expect(slack.posts).toHaveLength(1)
    expect(slack.posts[0]?.text.split('\n')).toHaveLength(40)
    expect([asked.length, new Set(asked).size, marked.length]).toEqual([40, 40, 1])
    expect(new Set(state())).toEqual(new Set([FEBRUARY]))
  })

  it('passes over what is below its number of incidents, without a post', async () => {
    const { deliver, slack, marked, state } = await oneChannel({ alerts: places(2, { minIncidents: 8 }) })
    await deliver()
    expect(slack.calls).toEqual([])
    expect(marked).toEqual(['a0 2023-02 false,a1 2023-02 false'])
    expect(state()).toEqual([FEBRUARY, FEBRUARY])
  })

  it('looks up no place whose area was not seen to be out, and each of those that were released alone', async () => {
    const elsewhere = alertOf({ id: 'b', channelId: 'C1', postcode: B, announced: JANUARY })
    const { deliver, asked, comesOut, deliveries } = await oneChannel({ alerts: [...places(1), elsewhere] })
    await deliveries.advanceArea('B', FEBRUARY)
    await deliver()
    expect(asked).toEqual([nth(0)])
    await comesOut(['B'])
    expect((await deliveries.dueChannels('2026-11-24', 0)).length).toBe(1)
  })

  it('leaves a late force’s places for a later post', async () => {
    const late = new Set([nth(1), nth(2)])
    const find = (near: Alert['postcode']) => (late.has(near) ? figuresOf(near, JANUARY) : figuresOf(near))
    const { deliver, slack, state, deliveries, until, comesOut } = await oneChannel({ find })
    await deliver()
    expect(slack.posts[0]?.text.split('\n')).toHaveLength(2)
    expect(state()).toEqual([FEBRUARY, JANUARY, JANUARY, FEBRUARY])
    late.clear()
    // Not on the same day.
    await deliver()
    expect(slack.posts).toHaveLength(1)
    await until(NOON + DAY)
    // Nor before its figures are seen to be out.
    await deliver()
    expect(slack.posts).toHaveLength(1)
    await comesOut(['LE'])
    await deliver()
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
    const { deliver, queued, slack } = await oneChannel({ find: () => failed(failure) })
    await deliver()
    expect(queued()).toEqual([{ at: NOON + ms, kind: 'channel', job: CHANNEL }])
    expect(slack.calls).toEqual([])
  })

  it.each([
    ['the supplier fails for', () => failed({ kind: 'supplier-error' } as const)],
    ['a defect of the app meets', () => Promise.reject(new Error('a wrong answer'))],
  ])('does not wait for one place in ten that %s, but says that it follows', async (_, fail) => {
    const find = (near: Alert['postcode']) => (near === nth(3) ? fail() : figuresOf(near))
    const { deliver, queued, slack, state } = await oneChannel({
      alerts: places(20),
      find,
      messages: DIGESTS,
    })
    await deliver()
    expect(slack.posts[0]?.text).toMatch(
      /^New figures for 19 places, .*Not published yet, or not available to us: LE4 0AA\. They’ll follow/,
    )
    expect(queued()).toEqual([])
    expect(state()[3]).toBe(JANUARY)
  })

  it('is not kept from it by a defect that a sweep meets elsewhere', async () => {
    const elsewhere = alertOf({ id: 'b', channelId: 'C2', postcode: B, announced: JANUARY })
    const { jobs, until, slack, lines, asked } = await oneChannel({
      alerts: [...places(1), elsewhere],
      find: (near) => (near === B ? Promise.reject(new Error('a wrong answer')) : figuresOf(near)),
    })
    await jobs.sweep(NOON)
    await until(NOON + MINUTE)
    expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: 7`])
    expect(asked).toContain(B)
    expect(lines.map(({ message }) => message)).toEqual(['a look-up ended in a defect'])
  })

  it('waits for hours for one place of three, then tells the others, and asks for it a few times a day', async () => {
    const find = (near: Alert['postcode']) =>
      near === nth(1) ? failed({ kind: 'supplier-error' } as const) : figuresOf(near)
    const other = alertOf({ id: 'b', channelId: 'C2', postcode: B, announced: FEBRUARY })
    const alerts = [...places(3), other]
    const { deliver, jobs, until, slack, asked } = await oneChannel({ alerts, find })
    await deliver()
    await until(NOON + 2 * HOUR)
    expect(slack.posts).toEqual([])
    for (let day = 0; day < 10; day += 1) {
      await until(NOON + day * DAY)
      if (day > 0) await jobs.sweep(NOON + day * DAY)
    }
    expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: 7\n${nth(2)} 2023-02: 7`])
    expect((slack.posts[0]?.at ?? 0) - NOON).toBe(3 * HOUR)
    // Each half hour until the post, and twice on each of nine days.
    expect(asked.filter((near) => near === nth(1)).length).toBeLessThanOrEqual(7 + 9 * 2)
  })

  it('at night waits for the morning, without a look-up', async () => {
    const { deliver, queued, asked } = await oneChannel({ start: Date.parse('2026-11-24T21:00:00Z') })
    await deliver()
    expect(queued()).toEqual([{ at: Date.parse('2026-11-25T08:00:00Z'), kind: 'channel', job: CHANNEL }])
    expect(asked).toEqual([])
  })
})

describe('where Slack does not take a post', () => {
  it('waits a moment for a 429 or an error of Slack’s own, and puts the job back after a long one', async () => {
    const short = { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: 1 }
    const long = { ...short, retryAfter: 90 }
    const once = await oneChannel({ answers: [short, { body: { ok: false, error: 'internal_error' } }] })
    await once.deliver()
    expect([once.slack.posts.length, once.queued()]).toEqual([1, []])
    const later = await oneChannel({ answers: [long] })
    await later.deliver()
    expect(later.queued()).toEqual([{ at: NOON + 90_000, kind: 'channel', job: CHANNEL }])
    expect(later.state()).toEqual(Array(4).fill(JANUARY))
  })

  it('repeats a post once behind a 5xx, where it may be there all the same, and not behind a 504', async () => {
    const broken = { status: 503, body: {} }
    const once = await oneChannel({ answers: [broken] })
    await once.deliver()
    expect([once.slack.posts.length, once.queued()]).toEqual([1, []])
    const twice = await oneChannel({ answers: [broken, broken] })
    await twice.deliver()
    expect([twice.slack.calls.length, twice.queued().length]).toEqual([2, 1])
    const late = await oneChannel({ answers: [{ status: 504, body: {} }] })
    await late.deliver()
    expect([late.slack.calls.length, late.queued().length]).toEqual([1, 1])
  })

  it('repeats no post whose answer did not come before half a minute, and waits as long again as it fails', async () => {
    const { deliver, queued, slack, until } = await oneChannel({ answers: Array(3).fill('no answer') })
    await deliver()
    expect(slack.calls).toHaveLength(1)
    expect(queued().map(({ at }) => at - NOON)).toEqual([30_000])
    await until(NOON + 31_000)
    expect(queued().map(({ at }) => at - NOON)).toEqual([60_000])
    await until(NOON + 61_000)
    expect(queued().map(({ at }) => at - NOON)).toEqual([120_000])
    await until(NOON + 5 * MINUTE)
    expect(slack.posts).toHaveLength(1)
  })

  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
    ['account_inactive', 'app-removed'],
  ] satisfies [string, CannotPostReason][])('%s ends all its alerts, told once', async (error, reason) => {
    const { deliver, deliveries, slack } = await oneChannel({ answers: [slackError(error)] })
    await deliver()
    expect(new Set(deliveries.all().map(({ ended }) => ended))).toEqual(new Set([reason]))
    expect(slack.posts.map(({ channel, text }) => `${channel} ${text}`)).toEqual(
      reason === 'app-removed' ? [] : [`U0PRIYA 4 ${reason}`],
    )
  })

  it('since the app is not in the channel, the alerts end after three days', async () => {
    const { deliver, deliveries, until } = await oneChannel({
      answers: Array(3).fill(slackError('not_in_channel')),
    })
    await deliver()
    expect(deliveries.all()[0]?.ended).toBeNull()
    await until(NOON + 3 * DAY)
    await deliver()
    expect(deliveries.all()[0]?.ended).toBe('not-in-channel')
    // Who restarts them has three days again.
    expect(await deliveries.failingSince(CHANNEL, NOON + 4 * DAY)).toBe(NOON + 4 * DAY)
  })
})

it('makes a post and its marks once where the database is away between them', async () => {
  const { deliver, slack, state } = await oneChannel({ failingMarks: 3 })
  await deliver()
  expect(slack.posts).toHaveLength(1)
  expect(state()).toEqual(Array(4).fill(FEBRUARY))
})

it('waits for a database that is away, before its look-ups and after them, and makes each once', async () => {
  const { deliver, slack, asked, state } = await oneChannel({ failingReads: [1, 2, 4] })
  await deliver()
  expect([slack.posts.length, asked.length]).toEqual([1, 4])
  expect(state()).toEqual(Array(4).fill(FEBRUARY))
})

it('records the newest month that is found in an area, whichever place of it shows that', async () => {
  const march = month('2023-03')
  const find = (near: Alert['postcode']) => figuresOf(near, near === nth(1) ? march : FEBRUARY)
  const { deliver, deliveries } = await oneChannel({ alerts: places(3), find })
  await deliver()
  expect((await deliveries.sweepState('')).newest).toBe(march)
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
    const { deliver, slack, state } = await oneChannel({
      alerts,
      find: (near) => failed({ kind: 'no-results', postcode: near } as const),
    })
    await deliver()
    expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: nothing`])
    expect(state()).toEqual([FEBRUARY, FEBRUARY, FEBRUARY])
  })
})
