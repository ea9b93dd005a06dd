import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { failed } from '../../../../src/lib/result.ts'
import { nth } from '../../../support/answers.ts'
import { month } from '../../../support/incidents.ts'
import { DIGESTS, FEBRUARY, figuresOf, MINUTE, NOON, oneChannel, places } from '../support/one-channel.ts'
import { DAY, HOUR, type SlackAnswer } from '../support/simulation.ts'

const LIMITED: SlackAnswer = { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: 30 }
const DELETED: SlackAnswer = { body: { ok: false, error: 'thread_not_found' } }
const NOT_THERE: SlackAnswer = { body: { ok: false, error: 'not_in_channel' } }

/** The places whose figures texts give, each as often as it stands there. */
const told = (posts: readonly { readonly text: string }[]): readonly string[] =>
  posts.flatMap(({ text }) =>
    [...text.matchAll(/(\w+ \d\w\w) [\d,]+ incidents?/g)].map(([, near]) => near ?? ''),
  )

describe('the thread of a digest that Slack did not take at once', () => {
  it.each([
    [120, 1],
    [120, 2],
    [60, 1],
    [42, 1],
  ])('of %i places: each is told once, where reply %i waits', async (count, reply) => {
    const answers = Array(reply + 1).fill(null)
    answers[reply] = LIMITED
    const { deliver, until, slack, threads } = await oneChannel({
      alerts: places(count),
      answers,
      messages: DIGESTS,
    })
    await deliver()
    await until(NOON + HOUR)
    expect(told(slack.posts).length).toBe(count)
    expect(new Set(told(slack.posts)).size).toBe(count)
    expect(slack.posts.length - threads().length).toBe(1)
  })

  it('is made by the next job, however often it is refused', async () => {
    const answers = [null, LIMITED, LIMITED, 'no answer', LIMITED] as const
    const { deliver, until, threads } = await oneChannel({ alerts: places(60), answers, messages: DIGESTS })
    await deliver()
    await until(NOON + HOUR)
    expect(told(threads())).toHaveLength(20)
  })

  it('waits for the supplier, and what cannot be looked up comes with the next sweep', async () => {
    let away: readonly string[] = []
    const { deliver, until, threads, jobs, deliveries } = await oneChannel({
      alerts: places(50),
      answers: [null, LIMITED],
      find: (near) => (away.includes(near) ? failed({ kind: 'unreachable' }) : figuresOf(near)),
      messages: DIGESTS,
    })
    await deliver()
    const pending = deliveries.all().filter(({ threadPending }) => threadPending)
    expect(pending).toHaveLength(10)
    away = pending.map(({ postcode }) => postcode)
    await until(NOON + 10 * MINUTE)
    expect(threads()).toEqual([])
    away = away.slice(0, 1)
    await until(NOON + 6 * HOUR)
    expect(told(threads())).toHaveLength(9)
    away = []
    await jobs.sweep(NOON + DAY)
    await until(NOON + DAY)
    expect(new Set(told(threads())).size).toBe(10)
  })

  it('of reports, too, comes once, and not to a post that was deleted', async () => {
    const given = { alerts: places(2, { inThread: true }), messages: DIGESTS }
    const late = await oneChannel({ ...given, answers: [null, null, LIMITED, LIMITED] })
    await late.deliver()
    await late.until(NOON + HOUR)
    expect(late.threads().map(({ text }) => text)).toEqual([
      expect.stringContaining(nth(0)),
      expect.stringContaining(nth(1)),
    ])
    const deleted = await oneChannel({ ...given, answers: [null, DELETED, DELETED] })
    await deleted.deliver()
    await deleted.deliver()
    expect([deleted.threads(), deleted.slack.calls.length]).toEqual([[], 3])
  })

  it('holds no figures of another month than the post', async () => {
    let of = FEBRUARY
    const start = Date.parse('2026-11-24T19:59:45Z')
    const { deliver, until, slack, threads } = await oneChannel({
      ...{ alerts: places(1, { inThread: true }), answers: [null, LIMITED], start },
      ...{ find: (near) => figuresOf(near, of), messages: DIGESTS },
    })
    await deliver()
    of = month('2023-03')
    await until(start + DAY)
    expect(slack.posts[0]?.text).toContain('February 2023')
    expect(threads()).toEqual([])
  })
})

it('a reply that failed in one month does not end the alerts in the next, at the first refusal', async () => {
  let of = FEBRUARY
  const { deliver, comesOut, until, deliveries, slack } = await oneChannel({
    alerts: places(1, { inThread: true }),
    answers: [null, 'no answer', null, NOT_THERE],
    find: (near: Alert['postcode']) => figuresOf(near, of),
  })
  await deliver()
  await until(NOON + HOUR)
  expect(slack.posts).toHaveLength(2)
  await until(NOON + 5 * DAY)
  of = month('2023-03')
  await comesOut(['LE'], of)
  await deliver()
  expect(slack.calls).toHaveLength(4)
  expect(deliveries.all()[0]).toMatchObject({ announced: FEBRUARY, ended: null })
})
