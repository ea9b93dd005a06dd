import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { success } from '../../../src/lib/result.ts'
import { onBoth } from '../../database/support/places.ts'
import {
  choice,
  createdAlert,
  createOne,
  newWorkspace,
  person,
  repositoriesOn,
} from '../../features/alerts/support/repositories.ts'
import { queueTables, startTestWorker } from '../../features/alerts/support/running-worker.ts'
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

describe('the alert queue', () => {
  onBoth((placeOf) => {
    const opened = async () => {
      const repositories = await repositoriesOn(placeOf())
      await repositories.database.use((db) => db.deleteFrom('channel_alert').execute())
      await repositories.database.use((db) => db.deleteFrom('area_month').execute())
      await repositories.database.use((db) => sql`drop schema if exists pgboss cascade`.execute(db))
      const set = async (channelId: string) =>
        createdAlert(
          await createOne(
            repositories.alerts,
            person(newWorkspace()),
            choice({ channelId, postcode: A }),
            JANUARY,
          ),
        )
      return { ...repositories, set }
    }

    const dataOfJobs = async (database: Database) => {
      const asked = await database.use((db) =>
        sql<{ data: { channelId: string } }>`select data from pgboss.job
          where name = 'alert-channel' and state <> 'completed' order by id`.execute(db),
      )
      return asked.ok ? asked.value.rows.map(({ data }) => data.channelId).sort() : []
    }

    it('sweeps, and tells every channel what the sweep has looked up', async () => {
      const { database, set, deliveries } = await opened()
      const created = [await set('C1'), await set('C2'), await set('C3')]
      const { lookup } = inFebruary()
      const { jobs, slack, lines } = await startTestWorker(database, { lookup })
      await jobs.sweep(0)
      await completed(database, 'alert-channel', 3)
      expect(slack.posts.map(({ text }) => text).sort()).toEqual([
        ...Array(3).fill('LE1 1WA 2023-02: 3'),
        ...Array(3).fill('report of LE1 1WA: 3'),
      ])
      for (const { workspace, channelId } of created)
        expect(await deliveries.channelAlerts({ ...workspace, channelId }, '2026-11-24')).toMatchObject([
          { announced: FEBRUARY, hasPosted: true, threadPending: false },
        ])
      expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
    })

    it('tells a channel once, however often it was queued, and retries what Slack did not take', async () => {
      const { database, set, deliveries } = await opened()
      const [one, other] = [await set('C1'), await set('C2')]
      await deliveries.advanceArea('LE', FEBRUARY)
      const { lookup } = inFebruary()
      let failures = 0
      const { jobs, slack } = await startTestWorker(database, {
        lookup,
        answer: ({ channel }) => {
          if (channel !== 'C2' || failures >= 6) return null
          failures += 1
          return failures === 1
            ? { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: 7 }
            : { status: 500, body: {} }
        },
      })
      const due = [one, other].map(({ workspace, channelId }) => ({
        ...{ ...workspace, channelId, areas: ['LE'], postcodes: [], seenAt: 0 },
      }))
      await Promise.all([jobs.channels(due), jobs.channels(due), jobs.channels(due)])
      await until(async () => slack.posts.length === 4 && (await dataOfJobs(database)).length === 0)
      expect(slack.posts.map(({ channel }) => channel)).toEqual(['C1', 'C1', 'C2', 'C2'])
      expect(failures).toBe(6)
      const tables = await queueTables(database)
      expect(tables).toContain('alert-channel')
      expect(tables).not.toMatch(/qzoutcome|burglary|2023-02/)
    })

    it('removes the jobs of channels without alerts, and keeps the others', async () => {
      const { database, set } = await opened()
      const [left, right] = [await set('C1'), await set('C2')]
      const { lookup } = inFebruary()
      const { jobs, removeOrphanedJobs, clock } = await startTestWorker(database, { lookup })
      for (const { workspace, channelId } of [left, right])
        await jobs.putBack(
          { ...workspace, channelId, areas: ['LE'], postcodes: [], seenAt: 0 },
          clock() + 3_600_000,
        )
      await database.use((db) => db.deleteFrom('channel_alert').where('id', '=', left.id).execute())
      await removeOrphanedJobs()
      expect(await dataOfJobs(database)).toEqual(['C2'])
      expect(await queueTables(database)).not.toContain(left.workspace.teamId)
    })

    it('writes only fixed words about what failed', async () => {
      const { database, set, deliveries } = await opened()
      const { workspace, channelId } = await set('C1')
      await deliveries.advanceArea('LE', FEBRUARY)
      const broken = lookupOf(() => Promise.reject(new Error('qzsecret of the supplier')))
      const { jobs, lines } = await startTestWorker(database, { lookup: broken.lookup })
      await jobs.channels([{ ...workspace, channelId, areas: ['LE'], postcodes: [], seenAt: 0 }])
      await until(async () => (await queueTables(database)).includes('"defect"'))
      expect(lines.map(({ message }) => message)).toContain('a job of the alerts failed')
      expect(await queueTables(database)).not.toContain('qzsecret')
    })
  })
})
