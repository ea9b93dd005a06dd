import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import type { ReportResult } from '../../../../src/lookup/cache.ts'
import type { LookupFailure } from '../../../../src/postcodearea/lookup-failure.ts'
import { incident, month, postcode, reportOf } from '../../../support/incidents.ts'
import { lookupOf } from '../../../support/lookups.ts'
import { alertOf } from '../example-alerts.ts'
import { deliveriesInMemory } from '../support/deliveries-in-memory.ts'
import { MESSAGES, recordingLog, simulation, slackInMemory, testHandlers } from '../support/simulation.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const NOON = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const A = postcode('LE1 1WA')

const alert = (id: string, announced: Alert['announced'] = JANUARY): Alert =>
  alertOf({ id, channelId: `C-${id}`, inThread: false, announced })

const setup = async (
  alerts: readonly Alert[],
  find: () => ReportResult,
  start = NOON,
  messages = MESSAGES,
) => {
  const deliveries = deliveriesInMemory(alerts)
  await deliveries.advanceArea('LE', FEBRUARY)
  const { clock, jobs, queued, runUntil } = simulation(start)
  const slack = slackInMemory(clock)
  const { lookup, asked } = lookupOf(find)
  const { log, lines } = recordingLog()
  const { client } = slack
  const handlers = testHandlers({ deliveries, lookup, jobs, clock, client, messages, log })
  return { deliveries, handlers, slack, asked, queued, runUntil, lines }
}

const failing = (failure: LookupFailure) => () => failed(failure)
const inFebruary = () => success(reportOf([incident({ month: FEBRUARY })]))

describe('a check', () => {
  it('is one look-up for all channels, and none where no alert is due', async () => {
    const { handlers, slack, asked } = await setup([alert('a'), alert('b'), alert('c', FEBRUARY)], inFebruary)
    await handlers.check(A)
    await handlers.check(A)
    expect(asked).toEqual([A])
    expect(slack.posts.map(({ channel }) => channel)).toEqual(['C-a', 'C-b'])
  })

  it.each([
    [{ kind: 'unauthorised' }, 5 * MINUTE],
    [{ kind: 'out-of-credit' }, 15 * MINUTE],
    [{ kind: 'rate-limited', retryAt: NOON + 7 * MINUTE }, 7 * MINUTE],
    [{ kind: 'unreachable' }, 30 * MINUTE],
    [{ kind: 'supplier-error' }, 30 * MINUTE],
  ] satisfies [LookupFailure, number][])('waits after %j', async (failure, ms) => {
    const { handlers, queued } = await setup([alert('a')], failing(failure))
    await handlers.check(A)
    expect(queued()).toEqual([{ at: NOON + ms, kind: 'check', postcode: A }])
    await handlers.deliver(['a'])
    expect(queued().at(-1)).toEqual({ at: NOON + ms, kind: 'deliver', ids: ['a'] })
  })

  it('waits for the morning, also where a look-up must wait until then', async () => {
    const evening = Date.parse('2026-11-24T19:59:00Z')
    const morning = Date.parse('2026-11-25T08:00:00Z')
    const { handlers, queued, asked } = await setup([alert('a')], failing({ kind: 'unauthorised' }), evening)
    await handlers.check(A)
    expect(queued()).toEqual([{ at: morning, kind: 'check', postcode: A }])
    const night = await setup([alert('a')], inFebruary, evening + 5 * MINUTE)
    await night.handlers.check(A)
    await night.handlers.sweep()
    await night.handlers.deliver(['a'])
    expect(night.queued().map(({ at }) => at)).toEqual([morning, morning, morning])
    expect([asked.length, night.asked.length]).toEqual([1, 0])
  })

  it('continues the sweep once the circuit breaker closes', async () => {
    let calls = 0
    const { handlers, queued, runUntil, slack } = await setup([alert('a')], () => {
      calls += 1
      return calls === 1 ? failed({ kind: 'out-of-credit' }) : inFebruary()
    })
    await handlers.sweep()
    expect(queued()).toEqual([{ at: NOON + 15 * MINUTE, kind: 'sweep' }])
    await runUntil(NOON + 16 * MINUTE, handlers)
    expect(slack.posts.map(({ at }) => at)).toEqual([NOON + 15 * MINUTE])
  })

  it('announces that nothing was recorded, but posts nothing for a postcode that never had a month', async () => {
    const { handlers, slack, deliveries } = await setup(
      [alert('a'), alert('new', null)],
      failing({ kind: 'no-results', postcode: A }),
    )
    await handlers.check(A)
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
      ['C-a', 'LE1 1WA 2023-02: nothing recorded'],
    ])
    expect((await deliveries.dueNear(A, '2026-11-24')).alerts).toEqual([])
  })

  it('announces nothing while the local force’s figures are missing, and tells once after sixty days', async () => {
    const transport = () => success(reportOf([incident({ month: FEBRUARY, transportPolice: true })]))
    const { handlers, slack, deliveries } = await setup([alert('a'), alert('b')], transport)
    await handlers.check(A)
    expect([slack.calls, await deliveries.untoldWaiting(A, '2026-11-24', NOON)]).toMatchObject([
      [],
      [
        { id: 'a', announced: JANUARY },
        { id: 'b', announced: JANUARY },
      ],
    ])
    const long = { ...alert('long'), waitingSince: NOON - 60 * 24 * 60 * MINUTE }
    const later = await setup([long, alert('new')], transport)
    await later.handlers.check(A)
    await later.handlers.check(A)
    expect(later.slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
      ['C-long', 'LE1 1WA 2026-11: figures missing'],
    ])
  })

  it('tells that too where there are no results at all by then', async () => {
    const long = { ...alert('long'), waitingSince: NOON - 60 * 24 * 60 * MINUTE }
    const { handlers, slack } = await setup([long], failing({ kind: 'no-results', postcode: A }))
    await handlers.sweep()
    await handlers.sweep()
    expect(slack.posts.map(({ text }) => text)).toEqual(['LE1 1WA 2026-11: figures missing'])
  })

  it('does not say that nothing was recorded where the local force’s figures are missing', async () => {
    const waiting = { ...alert('a'), waitingSince: NOON }
    const { handlers, slack, deliveries } = await setup(
      [waiting, { ...waiting, id: 'new', announced: null }],
      failing({ kind: 'no-results', postcode: A }),
    )
    await handlers.check(A)
    expect(slack.calls).toEqual([])
    expect((await deliveries.dueNear(A, '2026-11-24')).alerts.length).toBe(2)
  })

  it('announces the first month a postcode ever has', async () => {
    const { handlers, slack } = await setup([alert('new', null)], inFebruary)
    await handlers.check(A)
    expect(slack.posts.length).toBe(1)
  })

  it('posts nothing for a month that is announced already, nor for one in the future', async () => {
    const old = await setup([alert('a')], () => success(reportOf([incident({ month: JANUARY })])))
    await old.handlers.check(A)
    const odd = await setup([alert('a')], () => success(reportOf([incident({ month: month('2099-01') })])))
    await odd.handlers.check(A)
    expect([old.slack.calls, odd.slack.calls]).toEqual([[], []])
    expect((await odd.deliveries.sweepState('2026-11-24')).newest).toBe(FEBRUARY)
  })

  it('logs a defect, once a sweep, and delivers the other alerts', async () => {
    const broken = (given: Alert): never => {
      throw new TypeError(`no message for ${given.id}`)
    }
    const messages = {
      ...MESSAGES,
      announcement: (...given: Parameters<typeof MESSAGES.announcement>) =>
        given[0].id === 'a' ? broken(given[0]) : MESSAGES.announcement(...given),
    }
    const { handlers, slack, queued, lines } = await setup(
      [alert('a'), alert('b')],
      inFebruary,
      NOON,
      messages,
    )
    await handlers.check(A)
    expect(slack.posts.map(({ channel }) => channel)).toEqual(['C-b'])
    expect(queued()).toEqual([])
    expect(lines).toMatchObject([{ level: 'error', message: 'an alert could not be delivered' }])
  })
})
