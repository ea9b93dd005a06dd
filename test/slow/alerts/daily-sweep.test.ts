import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { success } from '../../../src/lib/result.ts'
import { ownPostgres, POSTGRES } from '../../database/support/places.ts'
import { HURRY } from '../../features/alerts/support/fast-queue.ts'
import {
  alertOf,
  choice,
  newWorkspace,
  person,
  storesOn,
  there,
} from '../../features/alerts/support/repositories.ts'
import { atWork } from '../../features/alerts/support/running-worker.ts'
import { incident, month, reportOf } from '../../support/incidents.ts'
import { lookupOf } from '../../support/lookups.ts'

const JANUARY = month('2023-01')

/** What the queue's tables say: its sweeps, those that have ended, and when a process last looked at the cron. */
const standing = async (database: Database) => {
  const asked = await database.use((db) =>
    sql<{ sweeps: number; ended: number; looked: string | null }>`select count(*)::int as sweeps,
      (count(*) filter (where state = 'completed'))::int as ended,
      (select cron_on::text from pgboss.version) as looked
      from pgboss.job where name = 'alert-sweep'`.execute(db),
  )
  const [row] = there(asked).rows
  if (row === undefined) throw new Error('the queue has no tables')
  return row
}

/** Resolves once the cron has been looked at so many more times: no event comes from there, so it is asked. */
const looks = async (database: Database, count: number): Promise<void> => {
  const seen = new Set([(await standing(database)).looked])
  while (seen.size <= count) {
    await setTimeout(50)
    seen.add((await standing(database)).looked)
  }
}

/** The crontab of this minute of London's, or of the next where little is left of this one. */
const aboutNow = (): string => {
  const at = new Date(Date.now() + 20_000)
  const [hour, minute] = at
    .toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour12: false })
    .split(':')
    .map(Number)
  return `${minute} ${hour} * * *`
}

describe.skipIf(POSTGRES === undefined)('the daily sweep', { timeout: 60_000 }, () => {
  it('is one, whatever the number of processes, also where one starts anew within its minute', async () => {
    const { place, drop } = await ownPostgres()
    onTestFinished(drop)
    const [one, other, anew] = [await storesOn(place), await storesOn(place), await storesOn(place)]
    alertOf(await one.alerts.set(person(newWorkspace()), choice(), JANUARY))
    const { lookup, asked } = lookupOf(() => success(reportOf([incident({ month: JANUARY })])))
    const work = { lookup, cron: aboutNow(), queuePace: { ...HURRY, cronSeconds: 1 } }
    const [first] = await Promise.all([atWork(one.database, work), atWork(other.database, work)])
    while ((await standing(one.database)).ended === 0) await setTimeout(50)
    await looks(one.database, 3)
    await first.stop(1_000)
    await atWork(anew.database, work)
    await looks(anew.database, 3)
    expect(await standing(anew.database)).toMatchObject({ sweeps: 1, ended: 1 })
    expect(asked).toEqual(['LE1 1WA'])
  })
})
