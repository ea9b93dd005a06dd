import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src/crime/incidents.ts'
import { type Alert, choiceOf } from '../../../src/features/alerts/alert.ts'
import { change, retry } from '../../../src/features/alerts/alert-service.ts'
import { setUp } from '../../../src/features/alerts/set-up.ts'
import type { Actor } from '../../../src/features/alerts/tell.ts'
import { success } from '../../../src/lib/result.ts'
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
  return { ...repository, context, actor }
}

describe('setting an alert up', () => {
  it('starts from the month of the report, and not from one record of a future year', async () => {
    const { context, actor, all } = setup(['2023-01', '2099-01'])
    await setUp(context, actor, [choice()])
    expect(all()).toMatchObject([{ announced: '2023-01' }])
  })
})

describe('setting an alert up where the local force’s newest figures are missing', () => {
  const btp = (text: string) => incident({ month: month(text), transportPolice: true })

  it('starts from nothing and waits', async () => {
    const { context, actor, all } = setup([], undefined, [btp('2023-02')])
    expect(await setUp(context, actor, [choice()])).toMatchObject({ kind: 'set-up' })
    expect(all()).toMatchObject([{ announced: null, waitingSince: expect.any(Number) }])
  })

  it('starts from the month before, where the same answer has that of the local force', async () => {
    const { context, actor, all } = setup(['2023-01', '2023-01'], undefined, [btp('2023-02')])
    await setUp(context, actor, [choice()])
    expect(all()).toMatchObject([{ announced: '2023-01', waitingSince: null }])
  })
})

describe('moving an alert to a channel that takes no post', () => {
  it('leaves it as it was: ended, and with what it has announced', async () => {
    const archived = () => ({ body: { ok: false, error: 'is_archived' } })
    const { context, actor, put, all } = setup(['2023-02'], archived)
    const before = alertOf({ workspace: actor.owner, channelId: 'C1', ended: 'not-in-channel' })
    put(before)
    const elsewhere = choice({ channelId: 'C2', postcode: postcode('LE2 7LX') })
    expect(await change(context, actor, before.id, elsewhere)).toMatchObject({ kind: 'post-failed' })
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
    const failed = await change(context, actor, theirs.id, { ...choiceOf(theirs), channelId: 'C2' })
    if (failed.kind !== 'post-failed' || failed.retry?.how !== 'change') throw new Error(failed.kind)
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
    expect(await retry(context, actor, attempt)).toMatchObject({ kind: 'changed' })
    expect(channels(all())).toEqual([
      ['theirs', 'C2'],
      ['others', 'C3'],
    ])
  })

  it('moves no other alert, by any id', async () => {
    const { context, actor, attempt, all } = await failedMove()
    expect(await retry(context, actor, { ...attempt, id: 'others' })).toEqual({ kind: 'gone' })
    expect(channels(all())).toEqual(UNMOVED)
  })

  it('is for nobody else than who tried it', async () => {
    const { context, actor, attempt, all } = await failedMove()
    const somebody = { ...actor, owner: { ...actor.owner, userId: 'U9' } }
    expect(await retry(context, somebody, attempt)).toEqual({ kind: 'gone' })
    expect(channels(all())).toEqual(UNMOVED)
  })
})
