import { describe, expect, it } from 'vitest'
import { POSTGRES } from '../../database/support/places.ts'
import { CHANNELS, dueAlerts, MANY } from '../../features/alerts/support/due-alerts.ts'
import type { AnswerCall } from '../../features/alerts/support/fake-dependencies.ts'
import { allAnnounced, queueTables } from '../../features/alerts/support/running-worker.ts'
import { plantedIn } from '../../support/leaks/planted-body.ts'

const RATE_LIMITED = {
  status: 429,
  body: JSON.stringify({ ok: false, error: 'ratelimited' }),
  headers: { 'retry-after': '1' },
}
const BROKEN = { status: 500, body: 'qzerror' }

const everyFifthFails: AnswerCall = (call) => {
  if (call % 10 === 3) return RATE_LIMITED
  return call % 10 === 7 ? BROKEN : null
}

describe.skipIf(POSTGRES === undefined)('Slack that fails', { timeout: 240_000 }, () => {
  it('for every fifth post: all channels are told once, with their threads', async () => {
    const due = await dueAlerts(everyFifthFails)
    const one = due.start()
    await one.started
    one.type('sweep')
    await allAnnounced(due)
    await due.slack.after(CHANNELS + MANY)
    one.stop()
    await one.ended
    const keys = due.slack.posted.map(({ channel, text }) => `${channel} ${text}`)
    expect(keys.length).toBe(CHANNELS + MANY)
    expect(new Set(keys).size).toBe(CHANNELS + MANY)
    expect(plantedIn(await queueTables(due.database))).toEqual([])
  })

  it('to answer in one channel: the others have all of theirs meanwhile', async () => {
    const stuck = Promise.withResolvers<never>()
    stuck.promise.catch(() => undefined)
    const due = await dueAlerts((_, { channel }) => (channel === 'C0' ? stuck.promise : null))
    const one = due.start()
    await one.started
    one.type('sweep')
    await due.slack.after((CHANNELS - 1) * (1 + MANY / CHANNELS))
    expect(due.slack.posted.some(({ channel }) => channel === 'C0')).toBe(false)
    expect(await due.countDue()).toBeGreaterThanOrEqual(MANY / CHANNELS)
  })
})
