import { describe, expect, it } from 'vitest'
import { DELIVERY_CONFIG } from '../../../src/features/alerts/worker/delivery-config.ts'
import { POSTGRES } from '../../database/support/places.ts'
import { createProxy } from '../../database/support/proxy.ts'
import { dueAlerts, MANY, POSTCODES } from '../../features/alerts/support/due-alerts.ts'
import type { Posted } from '../../features/alerts/support/fake-dependencies.ts'
import { allAnnounced, queueTables } from '../../features/alerts/support/running-worker.ts'
import { plantedIn } from '../../support/leaks/planted-body.ts'

type Due = Awaited<ReturnType<typeof dueAlerts>>

/** How many posts of the same alert there are beyond the first, announcements and threads. */
const doubled = (posted: readonly Posted[]): number => {
  const key = ({ channel, text }: Posted) => `${channel} ${text}`
  return posted.length - new Set(posted.map(key)).size
}

const expectAll = async (due: Due, mostDoubled: number): Promise<void> => {
  const { slack, supplier, countRetriedJobs, database } = due
  const twice = doubled(slack.posted)
  expect(slack.posted.length - twice).toBe(2 * MANY)
  expect(twice).toBeLessThanOrEqual(mostDoubled)
  // One look-up a postcode, and one more for each job that was retried.
  const retried = await countRetriedJobs()
  expect(supplier.calls.length).toBeLessThanOrEqual(POSTCODES + retried)
  expect(new Set(supplier.calls).size).toBe(POSTCODES)
  const tables = await queueTables(database)
  expect(tables).toContain('alert-check')
  expect(plantedIn(tables)).toEqual([])
  console.info(
    `${MANY} alerts for ${POSTCODES} postcodes: ${slack.posted.length} posts, ${twice} doubled, ` +
      `${supplier.calls.length} calls, ${retried} jobs retried`,
  )
}

describe.skipIf(POSTGRES === undefined)('three processes on one Postgres', { timeout: 240_000 }, () => {
  it('one killed, one stopped in the middle: every alert is delivered', async () => {
    const due = await dueAlerts()
    const [first, second, third] = [due.start(), due.start(), due.start()]
    await Promise.all([first.started, second.started, third.started])
    first.type('sweep')
    await due.slack.after(MANY / 2)
    first.kill()
    await due.slack.after(MANY)
    second.stop()
    expect(await second.ended).toMatchObject({ code: 0 })
    await allAnnounced(due)
    third.stop()
    expect(await third.ended).toMatchObject({ code: 0 })
    await expectAll(due, DELIVERY_CONFIG.postsAtOnce)
  })

  it('Postgres unavailable for a while in the middle: every alert is delivered, none twice', async () => {
    const due = await dueAlerts()
    const url = due.place.kind === 'postgres' ? due.place.url : ''
    const proxy = await createProxy(url)
    const all = [due.start(proxy.place), due.start(proxy.place), due.start(proxy.place)]
    await Promise.all(all.map(({ started }) => started))
    all[0]?.type('sweep')
    await due.slack.after(MANY / 2)
    const noticed = Promise.all(all.map(({ logs }) => logs('the database is away')))
    proxy.shut()
    await noticed
    await proxy.open()
    await allAnnounced(due)
    for (const one of all) one.stop()
    for (const one of all) {
      const { code, lines } = await one.ended
      expect(code).toBe(0)
      expect(lines.filter((line) => /unhandled|fatal|not-for-logs/.test(line))).toEqual([])
    }
    await expectAll(due, 0)
  })
})
