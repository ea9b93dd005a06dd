import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { migrateDatabase } from '../../../src/database/open-database.ts'
import { success } from '../../../src/lib/result.ts'
import { openFor } from '../../database/support/open.ts'
import { type OwnPlace, ownPostgres, POSTGRES } from '../../database/support/places.ts'
import { createProxy } from '../../database/support/proxy.ts'
import { startTestWorker } from '../../features/alerts/support/running-worker.ts'
import { FAST_QUEUE } from '../../features/alerts/support/worker-options.ts'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { incident, reportOf } from '../../support/incidents.ts'
import { lookupOf } from '../../support/lookups.ts'
import { until } from '../../support/until.ts'

const sweepsDone = async (database: Database): Promise<number> => {
  const asked = await database.use((db) =>
    sql<{ done: number }>`select count(*)::int as done from pgboss.job
      where name = 'alert-sweep' and state = 'completed'`.execute(db),
  )
  return asked.ok ? (asked.value.rows[0]?.done ?? 0) : 0
}

describe.skipIf(POSTGRES === undefined)('while a Postgres has fallen silent', () => {
  let own: OwnPlace
  let url = ''
  beforeAll(async () => {
    own = await ownPostgres()
    await migrateDatabase(own.place)
    url = own.place.kind === 'postgres' ? own.place.url : ''
  })
  afterAll(() => own.drop())

  it('the queue is known not to work, and sweeps again once the database answers', async () => {
    const proxy = await createProxy(url)
    const { database } = openFor(proxy.place)
    await database.ready()
    const worker = await startTestWorker(database, {
      lookup: lookupOf(() => success(reportOf([incident()]))).lookup,
      queueConfig: { ...FAST_QUEUE, limits: { statementMs: 1_000, silentMs: 3_000 } },
    })
    await worker.jobs.sweep(0)
    await until(async () => (await sweepsDone(database)) === 1)
    expect(worker.isAnswering()).toBe(true)

    proxy.setSilent(true)
    await until(() => !worker.isAnswering())
    proxy.setSilent(false)
    await until(worker.isAnswering)
    await worker.jobs.sweep(0)
    await until(async () => (await sweepsDone(database)) === 2)
  })

  // The whole of a stop is promised within ten seconds; the rest is the start's.
  it('SIGTERM ends the process all the same', { timeout: 45_000 }, async () => {
    const proxy = await createProxy(url)
    const { http } = await startSurroundings()
    const main = startMain({
      ...http,
      DATABASE_URL: proxy.place.kind === 'postgres' ? proxy.place.url : '',
    })
    await main.nextLog('the job queue has started')
    const stopping = main.nextLog('stopping')
    // By then a statement of the queue, which polls, waits for its answer.
    await proxy.setSilent(true)
    main.kill('SIGTERM')
    await stopping
    expect(await main.ended).toEqual({ code: 0, signal: null })
  })
})
