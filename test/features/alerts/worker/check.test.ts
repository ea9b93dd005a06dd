import { describe, expect, it } from 'vitest'
import { deliveriesInMemory } from '../../../../bench/deliveries-in-memory.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { createWorker } from '../../../../src/features/alerts/worker/worker.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import type { ReportResult } from '../../../../src/lookup/cache.ts'
import { NO_METRICS } from '../../../../src/observability/metrics.ts'
import type { LookupFailure } from '../../../../src/postcodearea/lookup-failure.ts'
import { incident, month, postcode, reportOf } from '../../../support/incidents.ts'
import { lookupOf } from '../../../support/lookups.ts'
import { AT_ONCE, keptLog, simulation, slackOf, WORDS } from '../support/simulation.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const NOON = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const A = postcode('LE1 1WA')

const alert = (id: string, announced: Alert['announced'] = JANUARY): Alert => ({
  id,
  workspace: { enterpriseId: '', teamId: 'T1' },
  channelId: `C-${id}`,
  postcode: A,
  categories: [],
  inThread: false,
  pausedUntil: null,
  announced,
  hasSpoken: false,
  setBy: 'U1',
  stopped: null,
})

const stage = async (alerts: readonly Alert[], find: () => ReportResult, start = NOON, words = WORDS) => {
  const watch = deliveriesInMemory(alerts)
  await watch.noteMonth('LE', FEBRUARY)
  const { clock, jobs, waiting, runUntil } = simulation(start)
  const slack = slackOf(clock)
  const { lookup, asked } = lookupOf(find)
  const { log, lines } = keptLog()
  const engine = createWorker({
    watch,
    lookup,
    jobs,
    clientFor: async () => slack.client,
    words,
    tell: async () => undefined,
    clock,
    wait: async () => undefined,
    pace: AT_ONCE,
    log,
    metrics: NO_METRICS,
    stopping: new AbortController().signal,
  })
  return { watch, engine, slack, asked, waiting, runUntil, lines }
}

const failing = (failure: LookupFailure) => () => failed(failure)
const inFebruary = () => success(reportOf([incident({ month: FEBRUARY })]))

describe('a check', () => {
  it('is one look-up for every channel, and none where nobody waits for it', async () => {
    const { engine, slack, asked } = await stage([alert('a'), alert('b'), alert('c', FEBRUARY)], inFebruary)
    await engine.check(A)
    await engine.check(A)
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
    const { engine, waiting } = await stage([alert('a')], failing(failure))
    await engine.check(A)
    expect(waiting()).toEqual([{ at: NOON + ms, kind: 'check', postcode: A }])
    await engine.deliver(['a'])
    expect(waiting().at(-1)).toEqual({ at: NOON + ms, kind: 'deliver', ids: ['a'] })
  })

  it('waits for the morning, also a whole night of a cool-down', async () => {
    const evening = Date.parse('2026-11-24T19:59:00Z')
    const morning = Date.parse('2026-11-25T08:00:00Z')
    const { engine, waiting, asked } = await stage([alert('a')], failing({ kind: 'unauthorised' }), evening)
    await engine.check(A)
    expect(waiting()).toEqual([{ at: morning, kind: 'check', postcode: A }])
    const night = await stage([alert('a')], inFebruary, evening + 5 * MINUTE)
    await night.engine.check(A)
    await night.engine.sweep()
    await night.engine.deliver(['a'])
    expect(night.waiting().map(({ at }) => at)).toEqual([morning, morning, morning])
    expect([asked.length, night.asked.length]).toEqual([1, 0])
  })

  it('goes on with the sweep once the cool-down is over', async () => {
    let calls = 0
    const { engine, waiting, runUntil, slack } = await stage([alert('a')], () => {
      calls += 1
      return calls === 1 ? failed({ kind: 'out-of-credit' }) : inFebruary()
    })
    await engine.sweep()
    expect(waiting()).toEqual([{ at: NOON + 15 * MINUTE, kind: 'sweep' }])
    await runUntil(NOON + 16 * MINUTE, engine)
    expect(slack.posts.map(({ at }) => at)).toEqual([NOON + 15 * MINUTE])
  })

  it('says that nothing was recorded; of a place that never had a month it starts in silence', async () => {
    const { engine, slack, watch } = await stage(
      [alert('a'), alert('new', null)],
      failing({ kind: 'no-results', postcode: A }),
    )
    await engine.check(A)
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
      ['C-a', 'LE1 1WA 2023-02: nothing'],
    ])
    expect((await watch.dueNear(A, '2026-11-24')).alerts).toEqual([])
  })

  it('announces the first month a place ever has', async () => {
    const { engine, slack } = await stage([alert('new', null)], inFebruary)
    await engine.check(A)
    expect(slack.posts.length).toBe(1)
  })

  it('is silent about a month that is no news, and about one from the future', async () => {
    const old = await stage([alert('a')], () => success(reportOf([incident({ month: JANUARY })])))
    await old.engine.check(A)
    const odd = await stage([alert('a')], () => success(reportOf([incident({ month: month('2099-01') })])))
    await odd.engine.check(A)
    expect([old.slack.asked, odd.slack.asked]).toEqual([[], []])
    expect((await odd.watch.watched('2026-11-24')).newest).toBe(FEBRUARY)
  })

  it('logs a defect of ours, once a sweep, and delivers to the others', async () => {
    const broken = (given: Alert): never => {
      throw new TypeError(`no words for ${given.id}`)
    }
    const words = {
      ...WORDS,
      announcement: (...given: Parameters<typeof WORDS.announcement>) =>
        given[0].id === 'a' ? broken(given[0]) : WORDS.announcement(...given),
    }
    const { engine, slack, waiting, lines } = await stage([alert('a'), alert('b')], inFebruary, NOON, words)
    await engine.check(A)
    expect(slack.posts.map(({ channel }) => channel)).toEqual(['C-b'])
    expect(waiting()).toEqual([])
    expect(lines).toMatchObject([{ level: 'error', message: 'an alert could not be delivered' }])
  })
})
