import { CompiledQuery, type KyselyPlugin, sql } from 'kysely'
import type { Database } from '../../../../src/database/database.ts'
import {
  createDeliveryRepository,
  type DeliveryRepository,
} from '../../../../src/features/alerts/store/delivery-repository.ts'
import { month } from '../../../support/incidents.ts'
import type { repositoriesOf } from './repositories.ts'

type Repositories = ReturnType<typeof repositoriesOf>

const PART = 10_000

/** Alerts near ninety postcodes of one area, in nine hundred workspaces. */
export const insertManyAlerts = async (
  { database, deliveries }: Repositories,
  count: number,
): Promise<void> => {
  await database.use((db) =>
    sql`insert into workspace (team_id) select 'T' || n from generate_series(0, 899) n on conflict do nothing`.execute(
      db,
    ),
  )
  // In parts: a statement that takes four seconds counts as a lost database.
  for (let from = 1; from < count; from += PART)
    await database.use((db) =>
      sql`insert into channel_alert
        (id, team_id, channel_id, postcode, area, in_thread, set_by, announced)
        select 'many-' || n, 'T' || n % 900, 'C' || n, 'LE' || n % 90 + 1 || ' ' || n % 9 || 'AA',
          'LE', true, 'U1', '2023-01'
          from generate_series(${from}::int, ${Math.min(from + PART - 1, count)}::int) n`.execute(db),
    )
  await database.use((db) => sql`analyze channel_alert`.execute(db))
  await deliveries.advanceArea('LE', month('2023-01'))
}

/** How the database reads what deliveries ask it for: the plan of each statement. */
const plansOf = async (
  { database }: Pick<Repositories, 'database'>,
  work: (deliveries: DeliveryRepository) => Promise<unknown>,
): Promise<readonly string[]> => {
  const asked: CompiledQuery[] = []
  const recording: Database['use'] = (read) =>
    database.use((db) => {
      const recorder: KyselyPlugin = {
        transformQuery: ({ node, queryId }) => {
          asked.push(db.getExecutor().compileQuery(node, queryId))
          return node
        },
        transformResult: async ({ result }) => result,
      }
      return read(db.withPlugin(recorder))
    })
  await work(createDeliveryRepository({ ...database, use: recording }))
  const planned = await database.use((db) =>
    Promise.all(
      asked.map(({ sql: statement, parameters }) =>
        db.executeQuery<Record<string, string>>(CompiledQuery.raw(`explain ${statement}`, [...parameters])),
      ),
    ),
  )
  if (!planned.ok) throw new Error('the database is unavailable')
  return planned.value.map(({ rows }) => rows.map((row) => row['QUERY PLAN']).join('\n'))
}

/** The plans of what the app asks for each channel's job, and each place that it looks up. */
export const plansOfOneChannel = (repositories: Repositories): Promise<readonly string[]> =>
  plansOf(repositories, async (deliveries) => {
    const channel = { teamId: 'T7', channelId: 'C7' }
    const [alert] = await deliveries.channelAlerts(channel, '2026-11-24')
    if (alert === undefined) throw new Error('the channel has no alert')
    await deliveries.makeDue({ areas: [], postcodes: [alert.postcode] }, '2026-11-24', 1)
    await deliveries.recordWaiting(alert.postcode, 1)
    await deliveries.mark(channel, [{ alert, month: null }], 2, { ts: '1.2', day: '2026-11-24' })
    await deliveries.markThread(channel, [alert.id])
    await deliveries.end(channel, 'archived')
  })
