import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { success } from '../../../src/lib/result.ts'
import { ownPostgres, POSTGRES } from '../../database/support/places.ts'
import {
  available,
  choice,
  createdAlert,
  createOne,
  newWorkspace,
  person,
  repositoriesOn,
} from '../../features/alerts/support/repositories.ts'
import { startTestWorker } from '../../features/alerts/support/running-worker.ts'
import { FAST_QUEUE } from '../../features/alerts/support/worker-options.ts'
import { incident, month, reportOf } from '../../support/incidents.ts'
import { lookupOf } from '../../support/lookups.ts'
import { until } from '../../support/until.ts'

const JANUARY = month('2023-01')

/** From the queue's tables: its sweeps, those that have ended, and when a process last checked the cron. */
const queueState = async (database: Database) => {
  const asked = await database.use((db) =>
    sql<{ sweeps: number; ended: number; checked: string | null }>`select count(*)::int as sweeps,
      (count(*) filter (where state = 'completed'))::int as ended,
      (select cron_on::text from pgboss.version) as checked
      from pgboss.job where name = 'alert-sweep'`.execute(db),
  )
  const [row] = available(asked).rows
  if (row === undefined) throw new Error('the queue has no tables')
  return row
}

/** Resolves once the cron has been checked so many more times: the queue sends no event, so its table is asked. */
const cronChecks = async (database: Database, count: number): Promise<void> => {
  const seen = new Set([(await queueState(database)).checked])
  await until(async () => seen.add((await queueState(database)).checked).size > count)
}

/** A cron for this minute in London, or for the next one where less than 20 s are left. */
const aboutNow = (): string => {
  const at = new Date(Date.now() + 20_000)
  const [hour, minute] = at
    .toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hourCycle: 'h23' })
    .split(':')
    .map(Number)
  return `${minute} ${hour} * * *`
}

describe.skipIf(POSTGRES === undefined)('the daily sweep', { timeout: 60_000 }, () => {
  it('runs once for all processes, also where one restarts within its minute', async () => {
    const { place, drop } = await ownPostgres()
    onTestFinished(drop)
    const [one, other, anew] = [
      await repositoriesOn(place),
      await repositoriesOn(place),
      await repositoriesOn(place),
    ]
    createdAlert(await createOne(one.alerts, person(newWorkspace()), choice(), JANUARY))
    const { lookup, asked } = lookupOf(() => success(reportOf([incident({ month: JANUARY })])))
    const work = { lookup, cron: aboutNow(), queueConfig: { ...FAST_QUEUE, cronSeconds: 1 } }
    const [first] = await Promise.all([
      startTestWorker(one.database, work),
      startTestWorker(other.database, work),
    ])
    await until(async () => (await queueState(one.database)).ended > 0)
    await cronChecks(one.database, 3)
    await first.stop(1_000)
    await startTestWorker(anew.database, work)
    await cronChecks(anew.database, 3)
    expect(await queueState(anew.database)).toMatchObject({ sweeps: 1, ended: 1 })
    expect(asked).toEqual(['LE1 1WA'])
  })
})
