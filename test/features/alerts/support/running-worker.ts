import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Database } from '../../../../src/database/database.ts'
import { DELIVERY_CONFIG } from '../../../../src/features/alerts/worker/delivery-config.ts'
import { startWorker, type WorkerOptions } from '../../../../src/features/alerts/worker/worker.ts'
import { until } from '../../../support/until.ts'
import { available } from './repositories.ts'
import { MESSAGES, recordingLog, slackInMemory } from './simulation.ts'
import { daytimeClock, FAST_QUEUE, NEVER } from './worker-options.ts'

/** The worker on a database, between a look-up and a Slack of this process, until the test ends. */
export const startTestWorker = async (
  database: Database,
  {
    answer,
    ...options
  }: Pick<WorkerOptions, 'lookup'> &
    Partial<WorkerOptions> & { readonly answer?: Parameters<typeof slackInMemory>[1] },
) => {
  const clock = daytimeClock()
  const slack = slackInMemory(clock, answer)
  const { lines, log } = recordingLog()
  const worker = startWorker({
    database,
    cron: NEVER,
    clientFor: async () => slack.client,
    messages: MESSAGES,
    clock,
    log,
    config: { ...DELIVERY_CONFIG, spacingMs: 0, firstRetryMs: 500 },
    queueConfig: FAST_QUEUE,
    ...options,
  })
  onTestFinished(() => worker.stop(1_000))
  await worker.started
  return { ...worker, slack, lines, clock }
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
  return available(dumped)
}

/** Resolves once nothing is due any more: another process sends no event, so the database is asked. */
export const allAnnounced = ({ countDue }: { countDue: () => Promise<number> }): Promise<void> =>
  until(async () => (await countDue()) === 0, 100)
