import type { Database } from './database.ts'

/** What a library that speaks SQL itself asks, as pg's client takes it. */
export type SqlQuery = { readonly text: string; readonly values?: readonly unknown[] }

/**
 * The database for a library that writes its own SQL: rejects where it is away. `isThere` tells beforehand,
 * so that nobody waits for an opening.
 */
export const sqlClient = (database: Database) => ({
  isThere: (): boolean => database.state() === 'ready',
  query: async ({ text, values = [] }: SqlQuery) => {
    const { CompiledQuery } = await import('kysely')
    const answered = await database.use((db) => db.executeQuery(CompiledQuery.raw(text, [...values])))
    if (!answered.ok) throw new Error('the database is away')
    const { rows, numAffectedRows } = answered.value
    return { rows, rowCount: rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0) }
  },
})
