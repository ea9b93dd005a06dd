import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/all.ts'
import type { Tables } from './tables.ts'

/** The database lacks a migration this version needs; the operator runs `npm run migrate`. */
export class SchemaBehind extends Error {
  constructor(pending: readonly string[]) {
    super(`The database's schema is behind (${pending.join(', ')}): run npm run migrate`)
  }
}

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })

/**
 * Brings the schema up to date and gives the names of the migrations it ran. All of them run in one
 * transaction behind an advisory lock, so a kill leaves all or none. Throws what the database said.
 */
export const migrate = async (db: Kysely<Tables>): Promise<string[]> => {
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}

/** Throws SchemaBehind when a migration has not run here. A schema that is ahead is fine: a roll-back meets it. */
export const checkSchema = async (db: Kysely<Tables>): Promise<void> => {
  const migrations = await migratorOf(db).getMigrations()
  const pending = migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
  if (pending.length > 0) throw new SchemaBehind(pending)
}
