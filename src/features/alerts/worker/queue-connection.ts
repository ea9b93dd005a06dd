import { type Db, fromPglite } from 'pg-boss'
import type { QueueConnection } from '../../../database/database.ts'
import { DatabaseUnavailable } from '../store/due-alerts.ts'

// Small hosted databases allow twenty connections in all, and several processes share them.
const CONNECTIONS = 3
const CONNECT_WITHIN_MS = 5_000

/** How the queue reaches the database: by connections of its own, or through the one a PGlite has. */
export const queueConnection = (beside: QueueConnection) => {
  if (beside.kind === 'postgres')
    return {
      connectionString: beside.url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: 'street-crime-jobs',
    } as const
  const current = () => {
    const pglite = beside.current()
    if (pglite === null) throw new DatabaseUnavailable()
    return pglite
  }
  // A PGlite that was lost is opened anew: each statement goes to the one there is.
  const db: Db = fromPglite({
    query: async (text, values) => current().query(text, values ? [...values] : []),
    exec: async (text) => current().exec(text),
  })
  return { db, backend: 'pglite' } as const
}
