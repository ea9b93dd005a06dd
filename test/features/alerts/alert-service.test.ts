import { describe, expect, it } from 'vitest'
import { type Actor, change, setUp } from '../../../src/features/alerts/alert-service.ts'
import { success } from '../../../src/lib/result.ts'
import { alertsInMemory } from '../../support/alerts-in-memory.ts'
import { incident, month, postcode, reportOf } from '../../support/incidents.ts'
import { keptErrors, lookupOf } from '../../support/lookups.ts'
import { alertOf } from './example-alerts.ts'
import { choice, newWorkspace, person } from './support/repositories.ts'
import { slackOf } from './support/simulation.ts'

const NOON = Date.parse('2026-11-24T12:00:00Z')

const stage = (months: readonly string[], answer?: Parameters<typeof slackOf>[1]) => {
  const kept = alertsInMemory()
  const slack = slackOf(() => NOON, answer)
  const { lookup } = lookupOf(() => success(reportOf(months.map((one) => incident({ month: month(one) })))))
  const context = { alerts: kept.alerts, lookup, log: keptErrors().log, clock: () => NOON }
  const workspace = newWorkspace()
  const setter: Actor = { workspace, owner: person(workspace), client: slack.client }
  return { ...kept, context, setter }
}

describe('setting an alert up', () => {
  it('starts from the month of the report, and not from one odd record of a year to come', async () => {
    const { context, setter, all } = stage(['2023-01', '2099-01'])
    await setUp(context, setter, choice())
    expect(all()).toMatchObject([{ announced: '2023-01' }])
  })
})

describe('moving an alert to a channel that takes no post', () => {
  it('leaves it as it was: ended, and with what it has announced', async () => {
    const refusing = () => ({ body: { ok: false, error: 'is_archived' } })
    const { context, setter, put, all } = stage(['2023-02'], refusing)
    const before = alertOf({ workspace: setter.workspace, channelId: 'C1', stopped: 'not-in-channel' })
    put(before)
    const elsewhere = choice({ channelId: 'C2', postcode: postcode('LE2 7LX') })
    expect(await change(context, setter, before.id, elsewhere)).toMatchObject({ kind: 'refused' })
    expect(all()).toEqual([before])
  })
})
