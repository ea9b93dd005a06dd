import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { savedPlace } from './migrations/0001-saved-place.ts'
import { channelAlert } from './migrations/0002-channel-alert.ts'
import { installation } from './migrations/0003-installation.ts'
import { lookupCount } from './migrations/0004-lookup-count.ts'
import { usedOauthState } from './migrations/0005-used-oauth-state.ts'
import { rowsByTeam } from './migrations/0006-rows-by-team.ts'
import { alertDigest } from './migrations/0007-alert-digest.ts'
import { waitingAlert } from './migrations/0008-waiting-alert.ts'
import { seenEvent } from './migrations/0009-seen-event.ts'
import { dueAndUninstalledSince } from './migrations/0010-due-and-uninstalled-since.ts'
import type { Tables } from './tables.ts'

/** Every migration under the name that the database records. A released name never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-saved-place': savedPlace,
  '0002-channel-alert': channelAlert,
  '0003-installation': installation,
  '0004-lookup-count': lookupCount,
  '0005-used-oauth-state': usedOauthState,
  '0006-rows-by-team': rowsByTeam,
  '0007-alert-digest': alertDigest,
  '0008-waiting-alert': waitingAlert,
  '0009-seen-event': seenEvent,
  '0010-due-and-uninstalled-since': dueAndUninstalledSince,
}

/** The database lacks a migration that this version needs; the operator runs `npm run migrate`. */
export class SchemaBehind extends Error {
  constructor(pending: readonly string[]) {
    super(`The database's schema is behind (${pending.join(', ')}): run npm run migrate`)
  }
}

/** The database has a migration that this version does not know: rows may not be where it looks for them. */
export class SchemaAhead extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `The database's schema is ahead of this version (${unknown.join(', ')}): run the newer version, or restore a backup`,
    )
  }
}

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })

/** The migrations that have not run yet. Rejects with SchemaAhead. */
const pendingMigrations = async (db: Kysely<Tables>): Promise<string[]> => {
  const migrations = await migratorOf(db).getMigrations()
  const pending = migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
  if (pending.length === migrations.length) return pending
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = rows.map(({ name }) => name).filter((name) => !(name in MIGRATIONS))
  if (unknown.length > 0) throw new SchemaAhead(unknown)
  return pending
}

/**
 * Brings the schema up to date and returns the names of the migrations that ran. They run in one transaction behind
 * an advisory lock: a killed process leaves all of them or none. Rejects with SchemaAhead or the database's error.
 */
export const migrate = async (db: Kysely<Tables>): Promise<string[]> => {
  await pendingMigrations(db)
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}

/** Rejects with SchemaBehind where a migration has not run, and with SchemaAhead. */
export const checkSchema = async (db: Kysely<Tables>): Promise<void> => {
  const pending = await pendingMigrations(db)
  if (pending.length > 0) throw new SchemaBehind(pending)
}
