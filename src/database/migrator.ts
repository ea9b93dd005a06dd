import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { savedPlace } from './migrations/0001-saved-place.ts'
import { channelAlert } from './migrations/0002-channel-alert.ts'
import { installation } from './migrations/0003-installation.ts'
import { lookupCount } from './migrations/0004-lookup-count.ts'
import { usedOauthState } from './migrations/0005-used-oauth-state.ts'
import type { Tables } from './tables.ts'

/** Every migration under the name that the database records. A released name never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-saved-place': savedPlace,
  '0002-channel-alert': channelAlert,
  '0003-installation': installation,
  '0004-lookup-count': lookupCount,
  '0005-used-oauth-state': usedOauthState,
}

/** The database lacks a migration that this version needs; the operator runs `npm run migrate`. */
export class SchemaBehind extends Error {
  constructor(pending: readonly string[]) {
    super(`The database's schema is behind (${pending.join(', ')}): run npm run migrate`)
  }
}

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })

/**
 * Brings the schema up to date and returns the names of the migrations that ran. They run in one transaction behind
 * an advisory lock: a killed process leaves all of them or none. Rejects with the database's error.
 */
export const migrate = async (db: Kysely<Tables>): Promise<string[]> => {
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}

/** Rejects with SchemaBehind where a migration has not run. A schema that is ahead passes: a roll-back meets one. */
export const checkSchema = async (db: Kysely<Tables>): Promise<void> => {
  const migrations = await migratorOf(db).getMigrations()
  const pending = migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
  if (pending.length > 0) throw new SchemaBehind(pending)
}
