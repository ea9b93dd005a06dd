import type { PGlite } from '@electric-sql/pglite'
import type { Kysely } from 'kysely'
import type { DatabaseConfig } from './database-config.ts'
import type { Tables } from './tables.ts'

/** A database that answered and whose schema is what this version needs. */
export type OpenDatabase = {
  readonly db: Kysely<Tables>
  /** The one connection there is, where it is a PGlite. */
  readonly pglite?: PGlite
  readonly close: () => Promise<void>
}

/** What was opened, or closed again if it cannot be used. */
const closedUnless = async (opened: OpenDatabase, check: () => Promise<unknown>): Promise<OpenDatabase> => {
  try {
    await check()
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

/**
 * Opens a place. PGlite's schema is brought up to date on the way; a Postgres server's is only looked at, since
 * several processes may share it. Throws DatabaseInUse, SchemaBehind, or what the database said.
 * `onIdleLoss` is called when a resting connection to a server breaks.
 */
export const openDatabase = async (place: DatabaseConfig, onIdleLoss: () => void): Promise<OpenDatabase> => {
  const { checkSchema, migrate } = await import('./schema.ts')
  if (place.kind === 'pglite') {
    const { openPglite } = await import('./pglite.ts')
    const opened = await openPglite(place.dataDir)
    return closedUnless(opened, () => migrate(opened.db))
  }
  const { connectPostgres } = await import('./postgres.ts')
  const db = await connectPostgres(place.url, { onIdleLoss })
  return closedUnless({ db, close: () => db.destroy() }, () => checkSchema(db))
}

/** Opens a place for as long as it takes to bring its schema up to date; gives the migrations it ran. */
export const migrateDatabase = async (place: DatabaseConfig): Promise<string[]> => {
  const { migrate } = await import('./schema.ts')
  if (place.kind === 'pglite') {
    const { openPglite } = await import('./pglite.ts')
    const { db, close } = await openPglite(place.dataDir)
    return migrate(db).finally(close)
  }
  const { connectPostgres } = await import('./postgres.ts')
  const db = await connectPostgres(place.url, { patient: true })
  return migrate(db).finally(() => db.destroy())
}
