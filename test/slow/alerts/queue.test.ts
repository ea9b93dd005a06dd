import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { QUEUE_CONFIG } from '../../../src/database/queue.ts'
import { DATABASE_RETRY_MS } from '../../../src/features/alerts/worker/deliver-channel.ts'
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
import { MESSAGES } from '../../features/alerts/support/simulation.ts'
import { FAST_QUEUE } from '../../features/alerts/support/worker-options.ts'
import { incident, month, postcode, reportOf, times } from '../../support/incidents.ts'
import { lookupOf } from '../../support/lookups.ts'
import { until } from '../../support/until.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const A = postcode('LE1 1WA')

const REPORT = reportOf(times(3, incident({ month: FEBRUARY, outcome: 'qzoutcome' })))
const inFebruary = () => lookupOf(() => success(REPORT))

/** Resolves once so many jobs of a queue have ended well since it was made; the queue sends no event. */
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
      await deliveries.makeDue({ areas: ['LE'], postcodes: [] }, '2026-11-24', 1)
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
        ...{ ...workspace, channelId },
      }))
      await Promise.all([jobs.channels(due), jobs.channels(due), jobs.channels(due)])
      await until(async () => slack.posts.length === 4 && (await dataOfJobs(database)).length === 0)
      expect(slack.posts.map(({ channel }) => channel)).toEqual(['C1', 'C1', 'C2', 'C2'])
      expect(failures).toBe(6)
      const tables = await queueTables(database)
      expect(tables).toContain('alert-channel')
      expect(tables).not.toMatch(/qzoutcome|burglary|2023-02/)
    })

    it('runs a job anew that was taken for dead, and posts once', async () => {
      const { database, set, deliveries } = await opened()
      const { workspace, channelId } = await set('C1')
      await deliveries.advanceArea('LE', FEBRUARY)
      await deliveries.makeDue({ areas: ['LE'], postcodes: [] }, '2026-11-24', 1)
      const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const { lookup, asked } = lookupOf(async () => {
        await gates[asked.length - 1]?.promise
        return success(REPORT)
      })
      const one = await startTestWorker(database, { lookup })
      const two = await startTestWorker(database, { lookup })
      await one.jobs.channels([{ ...workspace, channelId }])
      await until(async () => asked.length === 1)
      await database.use((db) =>
        sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`.execute(
          db,
        ),
      )
      await until(async () => asked.length === 2)
      gates[0]?.resolve()
      const posted = () => [...one.slack.posts, ...two.slack.posts]
      await until(async () => posted().length === 2)
      gates[1]?.resolve()
      await completed(database, 'alert-channel', 1)
      const posts = posted()
      expect(posts.filter(({ thread }) => thread === null)).toHaveLength(1)
    })

    it('shows that a job runs as often as it is told, however long one may be without that', async () => {
      const { database, set, deliveries } = await opened()
      const { workspace, channelId } = await set('C1')
      await deliveries.advanceArea('LE', FEBRUARY)
      await deliveries.makeDue({ areas: ['LE'], postcodes: [] }, '2026-11-24', 1)
      const gate = Promise.withResolvers<void>()
      const { lookup, asked } = lookupOf(async () => {
        await gate.promise
        return success(REPORT)
      })
      const queueConfig = { ...FAST_QUEUE, heartbeatSeconds: 600, heartbeatRefreshSeconds: 0.5 }
      const { jobs } = await startTestWorker(database, { lookup, queueConfig })
      await jobs.channels([{ ...workspace, channelId }])
      await until(async () => asked.length === 1)
      await database.use((db) =>
        sql`update pgboss.job set heartbeat_on = now() - interval '9 minutes' where state = 'active'`.execute(
          db,
        ),
      )
      await until(async () => {
        const read = await database.use((db) =>
          sql<{ late: boolean }>`select heartbeat_on < now() - interval '1 minute' as late from pgboss.job
            where name = 'alert-channel' and state = 'active'`.execute(db),
        )
        return read.ok && read.value.rows[0]?.late === false
      })
      gate.resolve()
      await completed(database, 'alert-channel', 1)
    })

    it('removes the jobs of a workspace that is deleted, and keeps the others', async () => {
      const { database, set } = await opened()
      const [left, right] = [await set('C1'), await set('C2')]
      const { lookup } = inFebruary()
      const { jobs, removeOrphanedJobs, clock } = await startTestWorker(database, { lookup })
      for (const { workspace, channelId } of [left, right])
        await jobs.putBack({ ...workspace, channelId }, clock() + 3_600_000)
      await database.use((db) =>
        db.deleteFrom('workspace').where('team_id', '=', left.workspace.teamId).execute(),
      )
      await removeOrphanedJobs()
      expect(await dataOfJobs(database)).toEqual(['C2'])
      // With its quotation mark: the moments in the tables have "T14" too.
      expect(await queueTables(database)).not.toMatch(new RegExp(`"${left.workspace.teamId}\\b`))
    })

    it('has the options of this version where another has created it', async () => {
      const { database } = await opened()
      const options = { lookup: inFebruary().lookup, database }
      const older = await startTestWorker(database, options)
      await older.stop(1_000)
      await startTestWorker(database, { ...options, queueConfig: QUEUE_CONFIG })
      const asked = await database.use((db) =>
        sql<{ policy: string; heartbeat: number }>`select policy, heartbeat_seconds as heartbeat
          from pgboss.queue where name = 'alert-channel'`.execute(db),
      )
      const [queue] = asked.ok ? asked.value.rows : []
      expect(queue).toEqual({ policy: 'stately', heartbeat: QUEUE_CONFIG.heartbeatSeconds })
      // A job that waits for its database to mark a post is not taken for dead meanwhile.
      const { heartbeatRefreshSeconds, superviseSeconds } = QUEUE_CONFIG
      expect(queue?.heartbeat).toBeGreaterThanOrEqual(
        DATABASE_RETRY_MS / 1_000 + heartbeatRefreshSeconds + superviseSeconds,
      )
    })

    it('writes only fixed words about what failed', async () => {
      const { database, set, deliveries } = await opened()
      const { workspace, channelId } = await set('C1')
      await deliveries.advanceArea('LE', FEBRUARY)
      await deliveries.makeDue({ areas: ['LE'], postcodes: [] }, '2026-11-24', 1)
      const post = () => {
        throw new Error('qzsecret of the report')
      }
      const messages = { ...MESSAGES, post }
      const { jobs, lines } = await startTestWorker(database, { lookup: inFebruary().lookup, messages })
      await jobs.channels([{ ...workspace, channelId }])
      await until(async () => (await queueTables(database)).includes('"defect"'))
      expect(lines.map(({ message }) => message)).toContain('a job failed')
      expect(await queueTables(database)).not.toContain('qzsecret')
    })
  })
})
