import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { success } from '../../../src/lib/result.ts'
import { onBoth } from '../../database/support/places.ts'
import {
  alertOf,
  choice,
  newWorkspace,
  person,
  storesOn,
} from '../../features/alerts/support/repositories.ts'
import { atWork, queueTables } from '../../features/alerts/support/running-worker.ts'
import { incident, month, postcode, reportOf, times } from '../../support/incidents.ts'
import { lookupOf } from '../../support/lookups.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const A = postcode('LE1 1WA')

const REPORT = reportOf(times(3, incident({ month: FEBRUARY, outcome: 'qzoutcome' })))
const inFebruary = () => lookupOf(() => success(REPORT))

/** Resolves once the database says so: no event comes from there, so it is asked until it does. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await setTimeout(25)
}

/** Resolves once so many jobs of a queue have ended well since it was made. */
const completed = (database: Database, name: string, count: number): Promise<void> =>
  until(async () => {
    const asked = await database.use((db) =>
      sql<{ done: number }>`select count(*)::int as done from pgboss.job
        where name = ${name} and state = 'completed'`.execute(db),
    )
    return asked.ok && (asked.value.rows[0]?.done ?? 0) >= count
  })

describe('the jobs of the alerts', () => {
  onBoth((placeOf) => {
    const opened = async () => {
      const stores = await storesOn(placeOf())
      await stores.database.use((db) => db.deleteFrom('channel_alert').execute())
      await stores.database.use((db) => db.deleteFrom('area_month').execute())
      await stores.database.use((db) => sql`drop schema if exists pgboss cascade`.execute(db))
      const set = async (channelId: string) =>
        alertOf(await stores.alerts.set(person(newWorkspace()), choice({ channelId, postcode: A }), JANUARY))
      return { ...stores, set }
    }

    it('sweep, and deliver to every channel what the sweep has heard', async () => {
      const { database, set, watch } = await opened()
      const made = [await set('C1'), await set('C2'), await set('C3')]
      const { lookup, asked } = inFebruary()
      const { jobs, slack, lines } = await atWork(database, { lookup })
      await jobs.sweep(0)
      await completed(database, 'alert-sweep', 1)
      expect(asked).toEqual([A, A])
      expect(slack.posts.map(({ text }) => text).sort()).toEqual([
        ...Array(3).fill('LE1 1WA 2023-02: 3'),
        ...Array(3).fill('report of LE1 1WA: 3'),
      ])
      expect(
        await watch.dueOf(
          made.map(({ id }) => id),
          '2026-11-24',
        ),
      ).toEqual(new Map())
      expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
    })

    it('check a postcode once, however often it was put, and deliver again what Slack did not take', async () => {
      const { database, set, watch } = await opened()
      await set('C1')
      await set('C2')
      await watch.noteMonth('LE', FEBRUARY)
      const { lookup, asked } = inFebruary()
      let refusals = 0
      const { jobs, slack, clock } = await atWork(database, {
        lookup,
        answer: ({ channel }) => {
          if (channel !== 'C2' || refusals >= 2) return null
          refusals += 1
          return refusals === 1
            ? { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: 1 }
            : { status: 500, body: {} }
        },
      })
      const later = clock() + 1_000
      await Promise.all([jobs.check([A], later), jobs.check([A], later)])
      await jobs.check([A], later)
      await completed(database, 'alert-check', 1)
      await completed(database, 'alert-deliver', 2)
      expect(slack.posts.map(({ channel }) => channel)).toEqual(['C1', 'C1', 'C2', 'C2'])
      // The check, and each time it was put back.
      expect(asked.length).toBe(3)
      const tables = await queueTables(database)
      expect(tables).toContain('LE1 1WA')
      expect(tables).not.toMatch(/qzoutcome|burglary|2023-02/)
    })

    it('of alerts that are not there any more are deleted, those of the others stay', async () => {
      const { database, set, alerts } = await opened()
      const [left, right] = [await set('C1'), await set('C2')]
      const { lookup } = inFebruary()
      const { jobs, dropOrphans, clock } = await atWork(database, { lookup })
      const later = clock() + 3_600_000
      await jobs.check([A, postcode('M1 1AE')], later)
      await jobs.deliver([left.id], later)
      await jobs.deliver([left.id, right.id], later)
      await alerts.stop(left.workspace, left.id)
      await dropOrphans()
      const jobsLeft = await database.use((db) =>
        sql<{ data: unknown }>`select data from pgboss.job where name <> 'alert-sweep' order by name`.execute(
          db,
        ),
      )
      expect(jobsLeft).toMatchObject({
        value: { rows: [{ data: { postcode: A } }, { data: { ids: [left.id, right.id] } }] },
      })
      await alerts.stop(right.workspace, right.id)
      await dropOrphans()
      const tables = await queueTables(database)
      for (const gone of [A, 'M1 1AE', left.id, right.id]) expect(tables).not.toContain(gone)
    })

    it('write fixed words alone about what failed', async () => {
      const { database, set, watch } = await opened()
      await set('C1')
      await watch.noteMonth('LE', FEBRUARY)
      const broken = lookupOf(() => Promise.reject(new Error('qzsecret of the supplier')))
      const { jobs, lines } = await atWork(database, { lookup: broken.lookup })
      await jobs.check([A], 0)
      await until(async () => (await queueTables(database)).includes('"defect"'))
      expect(lines.map(({ message }) => message)).toContain('a job of the alerts failed')
      expect(await queueTables(database)).not.toContain('qzsecret')
    })
  })
})
