import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src/crime/incidents.ts'
import { change } from '../../../src/features/alerts/alert-service.ts'
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
