import { describe, expect, it } from 'vitest'
import { DELIVERY_CONFIG } from '../../../src/features/alerts/worker/delivery-config.ts'
import { POSTGRES } from '../../database/support/places.ts'
import { createProxy } from '../../database/support/proxy.ts'
import { MANY, manyDue, PLACES } from '../../features/alerts/support/due-alerts.ts'
import type { Taken } from '../../features/alerts/support/fake-dependencies.ts'
import { allAnnounced, queueTables } from '../../features/alerts/support/running-worker.ts'
import { canariesIn } from '../../support/canary-supplier.ts'

type Due = Awaited<ReturnType<typeof manyDue>>

/** How many posts of the same alert there are beyond the first, lines and threads. */
const doubled = (taken: readonly Taken[]): number => {
  const key = ({ channel, text }: Taken) => `${channel} ${text}`
  return taken.length - new Set(taken.map(key)).size
}

const expectAll = async (due: Due, mostDoubled: number): Promise<void> => {
  const { slack, supplier, jobsPutBack, database } = due
  const twice = doubled(slack.taken)
  expect(slack.taken.length - twice).toBe(2 * MANY)
  expect(twice).toBeLessThanOrEqual(mostDoubled)
  // A line and its thread; nobody was asked for twice without a reason.
  const putBack = await jobsPutBack()
  expect(supplier.calls.length).toBeLessThanOrEqual(PLACES + putBack)
  expect(new Set(supplier.calls).size).toBe(PLACES)
  const tables = await queueTables(database)
  expect(tables).toContain('alert-check')
  expect(canariesIn(tables)).toEqual([])
  console.info(
    `${MANY} alerts near ${PLACES} places: ${slack.taken.length} posts, ${twice} doubled, ` +
      `${supplier.calls.length} calls, ${putBack} jobs taken up again`,
  )
}

describe.skipIf(POSTGRES === undefined)('three processes on one Postgres', { timeout: 240_000 }, () => {
  it('one killed, one stopped in the middle: every alert is delivered', async () => {
    const due = await manyDue()
    const [first, second, third] = [due.start(), due.start(), due.start()]
    await Promise.all([first.watching, second.watching, third.watching])
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

  it('Postgres away for a while in the middle: every alert is delivered, none twice', async () => {
    const due = await manyDue()
    const url = due.place.kind === 'postgres' ? due.place.url : ''
    const proxy = await createProxy(url)
    const all = [due.start(proxy.place), due.start(proxy.place), due.start(proxy.place)]
    await Promise.all(all.map(({ watching }) => watching))
    all[0]?.type('sweep')
    await due.slack.after(MANY / 2)
    const noticed = Promise.all(all.map(({ says }) => says('the database is away')))
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
