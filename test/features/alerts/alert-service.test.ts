import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src/crime/incidents.ts'
import type { Postcode } from '../../../src/crime/postcode.ts'
import { type Alert, choiceOf } from '../../../src/features/alerts/alert.ts'
import { change, resume, retry, stop } from '../../../src/features/alerts/alert-service.ts'
import { alertResultMessage } from '../../../src/features/alerts/messages/alert-result.ts'
import type { Actor } from '../../../src/features/alerts/notify.ts'
import { setUp } from '../../../src/features/alerts/set-up.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { LookupFailure } from '../../../src/postcodearea/lookup-failure.ts'
import type { Asker } from '../../../src/slack/identity.ts'
import { nth } from '../../support/answers.ts'
import { alertsInMemory } from '../../support/app/alerts-in-memory.ts'
import { incident, month, postcode, reportOf } from '../../support/incidents.ts'
import { keptErrors, lookupOf } from '../../support/lookups.ts'
import { alertOf } from './example-alerts.ts'
import { choice, newWorkspace, person } from './support/repositories.ts'
import { slackInMemory } from './support/simulation.ts'

const NOON = Date.parse('2026-11-24T12:00:00Z')

const setup = (
  months: readonly string[],
  answer?: Parameters<typeof slackInMemory>[1],
  more: readonly Incident[] = [],
) => {
  const repository = alertsInMemory()
  const slack = slackInMemory(() => NOON, answer)
  const { lookup } = lookupOf(() =>
    success(reportOf([...months.map((one) => incident({ month: month(one) })), ...more])),
  )
  const context = { alerts: repository.alerts, lookup, log: keptErrors().log, clock: () => NOON }
  const actor: Actor = { owner: person(newWorkspace()), client: slack.client }
  return { ...repository, context, actor, posts: slack.posts }
}

describe('setting an alert up', () => {
  it('starts from the month of the report, and not from one record of a future year', async () => {
    const { context, actor, all } = setup(['2023-01', '2099-01'])
    await setUp({ ...context, ...actor }, [choice()])
    expect(all()).toMatchObject([{ announced: '2023-01' }])
  })
})

describe('setting an alert up where the local force’s newest figures are missing', () => {
  const btp = (text: string) => incident({ month: month(text), transportPolice: true })

  it('starts from nothing and waits', async () => {
    const { context, actor, all } = setup([], undefined, [btp('2023-02')])
    expect(await setUp({ ...context, ...actor }, [choice()])).toMatchObject({ kind: 'set-up' })
    expect(all()).toMatchObject([{ announced: null, waitingSince: expect.any(Number) }])
  })

  it('starts from the month before, where the same answer has that of the local force', async () => {
    const { context, actor, all } = setup(['2023-01', '2023-01'], undefined, [btp('2023-02')])
    await setUp({ ...context, ...actor }, [choice()])
    expect(all()).toMatchObject([{ announced: '2023-01', waitingSince: null }])
  })
})

describe('setting many alerts up', () => {
  const CHOICES = ['LE1 1WA', 'LE2 7LX', 'B1 1AA', 'LS1 4AP'].map((text) =>
    choice({ postcode: postcode(text) }),
  )
  /** Of a supplier that answers for LE1 1WA with a failure, and for the others with January's figures. */
  const failingWith = (failure: LookupFailure) => {
    const made = setup(['2023-01'])
    const askers: Asker[] = []
    const near = async (place: Postcode, asker: Asker) => {
      askers.push(asker)
      return place === 'LE1 1WA' ? failed(failure) : made.context.lookup.near(place, asker)
    }
    return { ...made, askers, context: { ...made.context, lookup: { ...made.context.lookup, near } } }
  }

  it('uses nobody’s quota, and starts an area from the first of its places that the supplier knows', async () => {
    const { context, actor, all, askers } = failingWith({
      kind: 'postcode-not-found',
      postcode: postcode('LE1 1WA'),
    })
    expect(await setUp({ ...context, ...actor }, CHOICES)).toMatchObject({ kind: 'set-up' })
    expect(askers).toEqual([null, null, null, null])
    expect(
      all()
        .filter(({ announced }) => announced === '2023-01')
        .map((alert) => alert.postcode),
    ).toEqual(expect.arrayContaining(['LE2 7LX', 'B1 1AA', 'LS1 4AP']))
  })

  it('tries three places of an area that the supplier knows none of, and sets them all up', async () => {
    const { context, actor, all } = setup([])
    const tried: Postcode[] = []
    const near = async (place: Postcode) => {
      tried.push(place)
      return failed({ kind: 'postcode-not-found', postcode: place } as const)
    }
    const choices = Array.from({ length: 50 }, (_, at) => choice({ postcode: nth(at) }))
    const unknowing = { ...context, lookup: { ...context.lookup, near } }
    expect(await setUp({ ...unknowing, ...actor }, choices)).toMatchObject({ kind: 'set-up' })
    expect([tried.length, all().length]).toEqual([3, 50])
  })

  it('sets none up while an area cannot be looked up, and can be tried again', async () => {
    const { context, actor, all } = failingWith({ kind: 'unreachable' })
    const result = await setUp({ ...context, ...actor }, CHOICES)
    expect(result).toMatchObject({
      kind: 'unsaved',
      why: { kind: 'lookup-failed', failure: { kind: 'unreachable' } },
      retry: { how: 'set-up' },
    })
    expect(all()).toEqual([])
  })
})

describe('setting up places in many areas while the supplier fails', () => {
  it('looks up no more areas than were under way at the first failure', async () => {
    const { context, actor } = setup([])
    let calls = 0
    const near = async () => {
      calls += 1
      return failed({ kind: 'unreachable' } as const)
    }
    const areas = ['LE1 1WA', 'B1 1AA', 'LS1 4AP', 'M1 1AE', 'L1 1JD', 'S1 2HE', 'NE1 7RU', 'GL50 1AA']
    const choices = areas.map((text) => choice({ postcode: postcode(text) }))
    const failing = { ...context, lookup: { ...context.lookup, near } }
    expect(await setUp({ ...failing, ...actor }, choices)).toMatchObject({ why: { kind: 'lookup-failed' } })
    expect(calls).toBeLessThanOrEqual(4)
  })
})

describe('setting up one place of a list whose alert has ended', () => {
  it('restarts it, and a second time says that it is there', async () => {
    const { context, actor, put, all } = setup(['2023-01'])
    const ended = put(alertOf({ workspace: actor.owner, channelId: 'C1', ended: 'archived' }))
    const again = () => setUp({ ...context, ...actor }, [choiceOf(ended)], true)
    expect(await again()).toMatchObject({ kind: 'set-up', resumed: [{ id: ended.id }], existing: [] })
    expect(all()).toMatchObject([{ ended: null }])
    expect(await again()).toMatchObject({ kind: 'set-up', alerts: [], existing: [{ id: ended.id }] })
  })
})

describe('restarting an alert that ended while it was paused', () => {
  const ended = (actor: Actor) =>
    alertOf({ workspace: actor.owner, channelId: 'C1', ended: 'archived', pausedUntil: '2099-01-05' })

  it.each([
    ['by Restart', (context: Parameters<typeof resume>[0], alert: Alert) => resume(context, [alert])],
    [
      'with a list',
      (context: Parameters<typeof setUp>[0], alert: Alert) => setUp(context, [choiceOf(alert)], true),
    ],
  ])('%s tells the channel no day, as it is not paused any more', async (_, restart) => {
    const { context, actor, put, all, posts } = setup(['2023-01'])
    await restart({ ...context, ...actor }, put(ended(actor)))
    expect(all()).toMatchObject([{ ended: null, pausedUntil: null }])
    expect(posts.map(({ text }) => text)).toEqual([expect.stringContaining('posted here when they come out')])
  })
})

describe('Stop', () => {
  it('by two people at once stops once, tells the channel once, and says to the second that it is gone', async () => {
    const { context, actor, put, posts } = setup(['2023-01'])
    const { id } = put(alertOf({ workspace: actor.owner, channelId: 'C1' }))
    const both = await Promise.all([
      stop({ ...context, ...actor }, [id]),
      stop({ ...context, ...actor }, [id]),
    ])
    expect(both.map(({ kind }) => kind)).toEqual(['stopped', 'gone'])
    expect(posts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/has stopped the alert for LE1 1WA\.$/),
      // For who set it up.
      expect.stringMatching(/has stopped the alert for LE1 1WA in <#C1>, which you set up\.$/),
    ])
  })
})

describe('Resume', () => {
  it.each([
    ['2026-11-25', 1],
    ['2026-11-24', 0],
  ])('of a pause until %s tells the channel only of one that was not over', async (pausedUntil, times) => {
    const { context, actor, put, posts } = setup(['2023-01'])
    const alert = put(alertOf({ workspace: actor.owner, channelId: 'C1', pausedUntil }))
    expect(await resume({ ...context, ...actor }, [alert])).toMatchObject({ kind: 'resumed' })
    expect(posts).toHaveLength(times)
  })
})

describe('a confirmation that was posted before the database failed', () => {
  const unavailable = async () => failed('unavailable' as const)
  const texts = (posts: ReturnType<typeof setup>['posts']) => posts.map(({ text }) => text)

  it('of a move is taken back in the channel', async () => {
    const { context, actor, put, all, posts } = setup(['2023-01'])
    const before = put(alertOf({ workspace: actor.owner, channelId: 'C1' }))
    Object.assign(context.alerts, { change: unavailable })
    const result = await change({ ...context, ...actor }, before.id, { ...choiceOf(before), channelId: 'C2' })
    expect(result).toEqual({ kind: 'unavailable' })
    expect(texts(posts)).toEqual([
      expect.stringContaining('has set up an alert for LE1 1WA'),
      'That couldn’t be saved, so nothing has changed for the alert for LE1 1WA.',
    ])
    expect(all()).toEqual([before])
  })

  it('of a restart is taken back in the channel', async () => {
    const { context, actor, put, posts } = setup(['2023-01'])
    const before = put(alertOf({ workspace: actor.owner, channelId: 'C1', ended: 'archived' }))
    Object.assign(context.alerts, { resume: unavailable })
    expect(await resume({ ...context, ...actor }, [before])).toEqual({ kind: 'unavailable' })
    expect(texts(posts)).toEqual([
      expect.stringContaining('has restarted the alert for LE1 1WA'),
      'That couldn’t be saved, so nothing has changed for the alert for LE1 1WA.',
    ])
  })
})

describe('moving an alert', () => {
  it('is told in both channels, and to whoever set it up where somebody else moves it', async () => {
    const { context, actor, put, posts } = setup(['2023-01'])
    const before = put(alertOf({ workspace: actor.owner, channelId: 'C1', setBy: 'U0SAM' }))
    const moved = { ...choiceOf(before), channelId: 'C2' }
    expect(await change({ ...context, ...actor }, before.id, moved)).toMatchObject({ kind: 'changed' })
    expect(posts.map(({ channel }) => channel)).toEqual(['C2', 'C1', 'U0SAM'])
    expect(posts[2]?.text).toMatch(/has stopped the alert for LE1 1WA in <#C1>, which you set up\.$/)
  })

  it('to a full channel posts nothing there', async () => {
    const { context, actor, put, posts } = setup(['2023-01'])
    const before = put(alertOf({ id: 'moving', workspace: actor.owner, channelId: 'C1' }))
    const there = Array.from({ length: 300 }, (_, at) => choice({ channelId: 'C2', postcode: nth(at) }))
    await context.alerts.create(actor.owner, there, new Map())
    const moved = { ...choiceOf(before), channelId: 'C2' }
    expect(await change({ ...context, ...actor }, before.id, moved)).toMatchObject({
      why: { kind: 'channel-full' },
    })
    expect(posts).toEqual([])
  })
})

describe('Undo', () => {
  it('that the channel does not take says that the alert hasn’t been restarted, and can be tried again', async () => {
    let isOpen = true
    const answer = () => (isOpen ? null : { body: { ok: false, error: 'is_archived' } })
    const { context, actor, put, all } = setup(['2023-01'], answer)
    const { id } = put(alertOf({ workspace: actor.owner, channelId: 'C1' }))
    const stopped = await stop({ ...context, ...actor }, [id])
    if (stopped.kind !== 'stopped') throw new Error('it was not stopped')
    isOpen = false
    const undo = (batch: string) => retry({ ...context, ...actor }, { how: 'bring-back', batch })
    const failedUndo = await undo(stopped.batch)
    expect(alertResultMessage(failedUndo, 'C1', NOON).text).toContain(
      'so the alert for LE1 1WA hasn’t been restarted',
    )
    if (failedUndo.kind !== 'unsaved' || failedUndo.retry === null) throw new Error('there is no retry')
    isOpen = true
    expect(await retry({ ...context, ...actor }, failedUndo.retry)).toMatchObject({ kind: 'resumed' })
    expect(all()).toMatchObject([{ id }])
  })

  it.each([
    [['2099-01-05'], 'The alert for LE1 1WA is back. It’s paused until 5 January 2099.'],
    [['2026-11-24'], 'The alert for LE1 1WA is running again. It posts about once a month.'],
    [
      ['2099-01-05', '2099-01-05'],
      'The alerts for LE1 1WA and LE2 7LX are back. They’re paused until 5 January 2099.',
    ],
    [['2099-01-05', null], 'The alerts for LE1 1WA and LE2 7LX are back.'],
  ])('of alerts paused until %j says so', async (pauses, words) => {
    const { context, actor, put } = setup(['2023-01'])
    const places = ['LE1 1WA', 'LE2 7LX'].map((text) => postcode(text))
    const ids = pauses.map((pausedUntil, at) => {
      const near = places[at] ?? postcode('LE1 1WA')
      return put(
        alertOf({ id: `a${at}`, workspace: actor.owner, channelId: 'C1', postcode: near, pausedUntil }),
      ).id
    })
    const stopped = await stop({ ...context, ...actor }, ids)
    if (stopped.kind !== 'stopped') throw new Error('it was not stopped')
    const undone = await retry({ ...context, ...actor }, { how: 'bring-back', batch: stopped.batch })
    expect(alertResultMessage(undone, 'C1', NOON).text).toBe(words)
  })

  it('pressed twice at once brings the alert back once, and the second time says so', async () => {
    const { context, actor, put, all } = setup(['2023-01'])
    const { id } = put(alertOf({ workspace: actor.owner, channelId: 'C1' }))
    const stopped = await stop({ ...context, ...actor }, [id])
    if (stopped.kind !== 'stopped') throw new Error('it was not stopped')
    const undo = () => retry({ ...context, ...actor }, { how: 'bring-back', batch: stopped.batch })
    const [first, second] = await Promise.all([undo(), undo()])
    expect([first.kind, second.kind]).toEqual(['resumed', 'nothing-left'])
    expect(alertResultMessage(second, 'C1', NOON).text).toContain('There’s nothing left to put back.')
    expect(await undo()).toEqual({ kind: 'nothing-left' })
    expect(all()).toMatchObject([{ id }])
  })

  it('of which one was set up again meanwhile says which were restarted', async () => {
    const { context, actor, put } = setup(['2023-01'])
    const places = ['LE1 1WA', 'LE2 7LX', 'B1 1AA'].map((text) => postcode(text))
    const [first, ...others] = places.map((near, at) =>
      put(alertOf({ id: `a${at}`, workspace: actor.owner, channelId: 'C1', postcode: near })),
    )
    if (first === undefined) throw new Error('there is none')
    const stopped = await stop({ ...context, ...actor }, [first.id, ...others.map(({ id }) => id)])
    if (stopped.kind !== 'stopped') throw new Error('they were not stopped')
    await setUp({ ...context, ...actor }, [choiceOf(first)])
    const undone = await retry({ ...context, ...actor }, { how: 'bring-back', batch: stopped.batch })
    const { text } = alertResultMessage(undone, 'C1', NOON)
    expect(text).toContain('2 alerts restarted.')
    expect(text).toContain('Already set up: 1\nLE1 1WA')
    expect(text).not.toContain('Set up: ')
  })
})

describe('moving an alert to a channel that takes no post', () => {
  it('leaves it as it was: ended, and with what it has announced', async () => {
    const archived = () => ({ body: { ok: false, error: 'is_archived' } })
    const { context, actor, put, all } = setup(['2023-02'], archived)
    const before = alertOf({ workspace: actor.owner, channelId: 'C1', ended: 'not-in-channel' })
    put(before)
    const elsewhere = choice({ channelId: 'C2', postcode: postcode('LE2 7LX') })
    expect(await change({ ...context, ...actor }, before.id, elsewhere)).toMatchObject({
      why: { kind: 'post-failed' },
    })
    expect(all()).toEqual([before])
  })
})

describe('trying a failed change again', () => {
  /** Of a person's attempt to move their alert to a channel that takes no post at first. */
  const failedMove = async () => {
    let isOpen = false
    const answer = () => (isOpen ? null : { body: { ok: false, error: 'is_archived' } })
    const made = setup(['2023-02'], answer)
    const { context, actor, put } = made
    const theirs = alertOf({ id: 'theirs', workspace: actor.owner, channelId: 'C1' })
    const others = alertOf({ id: 'others', workspace: actor.owner, channelId: 'C3', setBy: 'U9' })
    for (const alert of [theirs, others]) put(alert)
    const failed = await change({ ...context, ...actor }, theirs.id, { ...choiceOf(theirs), channelId: 'C2' })
    if (failed.kind !== 'unsaved' || failed.retry?.how !== 'change') throw new Error(failed.kind)
    isOpen = true
    return { ...made, attempt: failed.retry }
  }
  const channels = (alerts: readonly Alert[]) => alerts.map(({ id, channelId }) => [id, channelId])
  const UNMOVED = [
    ['theirs', 'C1'],
    ['others', 'C3'],
  ]

  it('changes the alert that it was tried with', async () => {
    const { context, actor, attempt, all } = await failedMove()
    expect(await retry({ ...context, ...actor }, attempt)).toMatchObject({ kind: 'changed' })
    expect(channels(all())).toEqual([
      ['theirs', 'C2'],
      ['others', 'C3'],
    ])
  })

  it('moves no other alert, by any id', async () => {
    const { context, actor, attempt, all } = await failedMove()
    expect(await retry({ ...context, ...actor }, { ...attempt, id: 'others' })).toEqual({ kind: 'gone' })
    expect(channels(all())).toEqual(UNMOVED)
  })

  it('is for nobody else than who tried it', async () => {
    const { context, actor, attempt, all } = await failedMove()
    const somebody = { ...actor, owner: { ...actor.owner, userId: 'U9' } }
    expect(await retry({ ...context, ...somebody }, attempt)).toEqual({ kind: 'gone' })
    expect(channels(all())).toEqual(UNMOVED)
  })
})
