import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { failed } from '../../../../src/lib/result.ts'
import { nth } from '../../../support/answers.ts'
import { postcode, reportOf } from '../../../support/incidents.ts'
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
import { DAY, HOUR } from '../support/simulation.ts'

const B = postcode('B1 1BB')
const elsewhere = (given: Partial<Alert> = {}) =>
  alertOf({ id: 'b', channelId: 'C1', postcode: B, announced: JANUARY, inThread: false, ...given })

describe('what changes while a channel’s places are looked up', () => {
  /** A channel whose look-ups wait until `change` is done. */
  const during = async (change: (one: Awaited<ReturnType<typeof oneChannel>>) => Promise<void> | void) => {
    const started = Promise.withResolvers<void>()
    const done = Promise.withResolvers<void>()
    const one = await oneChannel({
      find: async (near) => {
        started.resolve()
        await done.promise
        return figuresOf(near)
      },
    })
    const running = one.deliver()
    await started.promise
    await change(one)
    done.resolve()
    await running
    return one
  }
  const all = [0, 1, 2, 3].map((at) => `${nth(at)} 2023-02: 7`)

  it('is not told as it was: stopped, moved, changed', async () => {
    const { slack, deliveries } = await during(({ deliveries: { change } }) => {
      change('a0', { ended: 'archived' })
      change('a1', { channelId: 'C2' })
      change('a2', { minIncidents: 8 })
    })
    expect(slack.posts.map(({ text }) => text)).toEqual([all[3]])
    expect(deliveries.all()[1]).toMatchObject({ announced: JANUARY, postTs: null })
  })

  it('is told once where another process told it', async () => {
    const { slack } = await during(({ deliveries }) =>
      deliveries.mark(
        CHANNEL,
        places(4).map((alert) => ({ alert, month: FEBRUARY })),
        NOON,
        { ts: '1.2', day: '2026-11-24' },
      ),
    )
    expect(slack.calls).toEqual([])
  })

  it('is not lost where a sweep finds more, and the job puts itself back', async () => {
    let away = true
    const { deliver, comesOut, until, slack, jobs, deliveries } = await oneChannel({
      alerts: [...places(1), elsewhere()],
      find: (near) =>
        away ? failed({ kind: 'rate-limited', retryAt: NOON + DAY + MINUTE }) : figuresOf(near),
    })
    await deliver()
    await comesOut(['B'])
    await jobs.channels(await deliveries.dueChannels('2026-11-24', 0))
    away = false
    await until(NOON + DAY + HOUR)
    expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: 7\n${B} 2023-02: 7`])
  })
})

it('a channel has one post a day, also where what it told of is stopped', async () => {
  const { deliver, comesOut, deliveries, slack, until } = await oneChannel({
    alerts: [...places(1), elsewhere()],
  })
  await deliver()
  deliveries.change('a0', { ended: 'archived' })
  await until(NOON + HOUR)
  await comesOut(['B'])
  await deliver()
  expect(slack.posts).toHaveLength(1)
  await until(NOON + DAY)
  await deliver()
  expect(slack.posts.map(({ text }) => text)).toEqual([`${nth(0)} 2023-02: 7`, `${B} 2023-02: 7`])
})

it('a late force is said at the end of a digest, also where none of its area has moved', async () => {
  const { jobs, until, deliveries, slack } = await oneChannel({
    alerts: [
      ...places(4),
      elsewhere(),
      elsewhere({ id: 'new', postcode: postcode('YO1 7HH'), announced: null }),
    ],
    find: (near) => figuresOf(near, near === B ? JANUARY : FEBRUARY),
    messages: DIGESTS,
  })
  await deliveries.advanceArea('B', JANUARY)
  await jobs.sweep(NOON)
  await until(NOON + MINUTE)
  expect(slack.posts[0]?.text).toContain(
    'Not published yet, or not available to us: B1 1BB. They’ll follow in a later post.',
  )
})

it('N and a digest’s figures count the announced month alone', async () => {
  const mixed = (near: Alert['postcode']) => {
    const found = figuresOf(near)
    const before = figuresOf(near, JANUARY)
    if (!found.ok || !before.ok) throw new Error('no figures')
    return {
      ok: true as const,
      value: reportOf([...before.value.incidents, ...found.value.incidents], { postcode: near }),
    }
  }
  const below = await oneChannel({ alerts: places(1, { minIncidents: 8 }), find: mixed })
  await below.deliver()
  expect([below.slack.calls, below.state()]).toEqual([[], [FEBRUARY]])
  const three = await oneChannel({ alerts: places(3), find: mixed, messages: DIGESTS })
  await three.deliver()
  expect(three.slack.posts[0]?.text).toMatch(/^New figures for 3 places, February 2023: LE1 0AA 7 incidents/)
})
