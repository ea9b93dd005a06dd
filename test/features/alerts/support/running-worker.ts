import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Database } from '../../../../src/database/database.ts'
import { DELIVERY_CONFIG } from '../../../../src/features/alerts/worker/delivery-config.ts'
import { type AlertsOptions, startWorker } from '../../../../src/features/alerts/worker/worker.ts'
import { daytime } from './daytime-clock.ts'
import { HURRY, NEVER } from './fast-queue.ts'
import { keptLog, slackOf, WORDS } from './simulation.ts'

/** The alerts at work on a database, between a look-up and a Slack of this process. */
export const atWork = async (
  database: Database,
  options: Pick<AlertsOptions, 'lookup'> &
    Partial<AlertsOptions> & { answer?: Parameters<typeof slackOf>[1] },
) => {
  const clock = daytime()
  const slack = slackOf(clock, options.answer)
  const { lines, log } = keptLog()
  const alerts = startWorker({
    database,
    cron: NEVER,
    clientFor: async () => slack.client,
    words: WORDS,
    tell: async () => undefined,
    clock,
    log,
    pace: { ...DELIVERY_CONFIG, spacingMs: 0, firstRetryMs: 500, holdMs: 5_000 },
    queuePace: HURRY,
    ...options,
  })
  onTestFinished(() => alerts.stop(1_000))
  await alerts.started
  return { ...alerts, slack, lines, clock }
}

/** Every row of every table of the queue, as text. */
export const queueTables = async (database: Database): Promise<string> => {
  const dumped = await database.use(async (db) => {
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname = 'pgboss'`.execute(db)
    const tables: unknown[] = []
    for (const { name } of rows)
      tables.push(
        (await sql`select to_jsonb(t) as row from ${sql.table(`pgboss.${name}`)} t`.execute(db)).rows,
      )
    return JSON.stringify(tables)
  })
  if (!dumped.ok) throw new Error('the database is away')
  return dumped.value
}

/** Resolves once nothing is due any more: no event comes from another process, so the database is asked. */
export const allAnnounced = async ({ left }: { left: () => Promise<number> }): Promise<void> => {
  while ((await left()) !== 0) await setTimeout(100)
}
