import { sql } from 'kysely'
import type { Database } from '../../../database/database.ts'
import type { JobName } from '../worker/queue.ts'
import { orUnavailable } from './due-alerts.ts'

/** Jobs, those that have ended included, of places that nobody watches and of alerts that are not there any more. */
export type OrphanedJobs = ReadonlyMap<JobName, readonly string[]>

/**
 * Finds what a workspace that left has left behind in the queue: it would do nothing when its time came, but holds
 * postcodes until then. What runs just now ends by itself. Rejects while the database is away.
 */
export const findOrphanedJobs = async (database: Database): Promise<OrphanedJobs> => {
  const found = await database.use((db) =>
    sql<{ name: JobName; ids: string[] }>`
      select name, array_agg(job.id::text) as ids from pgboss.job where state <> 'active' and (
        (name = 'alert-check' and not exists (
          select 1 from channel_alert where postcode = data ->> 'postcode'))
        or (name = 'alert-deliver' and not exists (
          select 1 from channel_alert
            join jsonb_array_elements_text(data -> 'ids') as wanted on channel_alert.id = wanted)))
      group by name`.execute(db),
  )
  return new Map(orUnavailable(found).rows.map(({ name, ids }) => [name, ids]))
}
