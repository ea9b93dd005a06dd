import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { savedPlace } from './migrations/0001-saved-place.ts'
import type { Tables } from './tables.ts'

// Named by number, since they run in the order of their names. A name that has run anywhere never changes.
const MIGRATIONS: Record<string, Migration> = { '0001-saved-place': savedPlace }

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })

/**
 * Brings the schema up to date, all in one transaction, so that a kill leaves it whole; two processes wait
 * for each other. Gives the names of what ran. Rejects with the error of the migration that failed.
 */
export const migrate = async (db: Kysely<Tables>): Promise<string[]> => {
  const { error, results } = await migratorOf(db).migrateToLatest()
  if (error !== undefined) throw error
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/** Whether the schema is older than this version of the app. Rejects where the database is out of reach. */
export const isBehind = async (db: Kysely<Tables>): Promise<boolean> => {
  const migrations = await migratorOf(db).getMigrations()
  return migrations.some(({ executedAt }) => executedAt === undefined)
}
