import type { PGlite } from '@electric-sql/pglite'
import type { Kysely } from 'kysely'
import pRetry from 'p-retry'
import type { DatabaseConfig } from './database-config.ts'
import { DatabaseInUse } from './folder-lock.ts'
import { checkSchema, migrate } from './migrator.ts'
import type { Tables } from './tables.ts'

/** A database that answered and whose schema is what this version needs. */
export type OpenDatabase = {
  readonly db: Kysely<Tables>
  /** The same over connections of its own, for what all requests wait for; a PGlite has one connection for all. */
  readonly reserved: Kysely<Tables>
  /** Its only connection, where it is a PGlite. */
  readonly pglite?: PGlite
  readonly close: () => Promise<void>
}

/** Connects, whatever the schema. Only the driver that is used is loaded: PGlite alone takes more than 100 MB. */
export const connect = async (
  config: DatabaseConfig,
  options: { readonly patient?: boolean; readonly onIdleLoss?: () => void } = {},
): Promise<OpenDatabase> => {
  if (config.kind === 'pglite') {
    const opened = await (await import('./pglite.ts')).openPglite(config.dataDir)
    return { ...opened, reserved: opened.db }
  }
  const { connectPostgres, RESERVED_CONNECTIONS } = await import('./postgres.ts')
  const db = connectPostgres(config.url, options)
  const reserved = connectPostgres(config.url, { ...options, maxConnections: RESERVED_CONNECTIONS })
  return { db, reserved, close: async () => void (await Promise.all([db.destroy(), reserved.destroy()])) }
}

/**
 * Opens a database. PGlite's schema is brought up to date; a Postgres server's is only checked, since several
 * processes may share it. Rejects with DatabaseInUse, SchemaBehind, or the database's error. `onIdleLoss` is called
 * when an idle connection to a server breaks.
 */
export const openDatabase = async (config: DatabaseConfig, onIdleLoss: () => void): Promise<OpenDatabase> => {
  const opened = await connect(config, { onIdleLoss })
  try {
    await (config.kind === 'pglite' ? migrate(opened.db) : checkSchema(opened.db))
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** Opens a database just to bring its schema up to date, however long that takes; returns the migrations that ran. */
export const migrateDatabase = async (config: DatabaseConfig): Promise<string[]> => {
  const { db, close } = await connect(config, { patient: true })
  return migrate(db).finally(close)
}

export type RetryOptions = {
  readonly open: () => Promise<OpenDatabase>
  /** Called with the reason of each failed attempt. */
  readonly onFailure: (error: unknown) => void
  readonly signal: AbortSignal
  /** In ms; each delay is twice the one before. */
  readonly delays?: { readonly first: number; readonly longest: number }
}

const DELAYS = { first: 500, longest: 15_000 }

/**
 * Retries until the database opens. Rejects once `signal` aborts, and with DatabaseInUse, which waiting cannot mend.
 * Its delays keep no process alive.
 */
export const connectWithRetry = ({ open, onFailure, signal, delays = DELAYS }: RetryOptions) =>
  pRetry(
    async () => {
      const opened = await open()
      if (signal.aborted) await opened.close()
      return opened
    },
    {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: delays.first,
      maxTimeout: delays.longest,
      unref: true,
      signal,
      shouldRetry: ({ error }) => !(error instanceof DatabaseInUse),
      onFailedAttempt: ({ error }) => {
        if (!(error instanceof DatabaseInUse)) onFailure(error)
      },
    },
  )
