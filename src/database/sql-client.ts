import { onDemand } from '../observability/on-demand.ts'
import type { Database } from './database.ts'

// Asked for anew with every statement it would cost a count as much as the rest of its way to the database.
const kysely = onDemand(() => import('kysely'))

/** What a library that speaks SQL itself asks, as pg's client takes it. */
export type SqlQuery = { readonly text: string; readonly values?: readonly unknown[] }

/**
 * The database for a library that writes its own SQL: rejects where it is away. `isThere` tells beforehand,
 * so that nobody waits for an opening.
 */
export const sqlClient = (database: Database) => ({
  isThere: (): boolean => database.state() === 'ready',
  query: async ({ text, values = [] }: SqlQuery) => {
    const { CompiledQuery } = kysely.loaded() ?? (await kysely.load())
    const answered = await database.use((db) => db.executeQuery(CompiledQuery.raw(text, [...values])))
    if (!answered.ok) throw new Error('the database is away')
    const { rows, numAffectedRows } = answered.value
    return { rows, rowCount: rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0) }
  },
})
