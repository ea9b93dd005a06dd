import { Kysely, PostgresDialect, sql } from 'kysely'
import { isBehind } from './migrate.ts'
import type { Opened } from './open.ts'
import type { Tables } from './tables.ts'

const CONNECTIONS = 10
const TO_CONNECT_MS = 2_000
const OF_STATEMENT_MS = 10_000

/** The schema is older than this version of the app. */
export class SchemaBehind extends Error {
  readonly code = 'SCHEMA_BEHIND'
  constructor() {
    super('the database is older than this version of the app: run "npm run migrate"')
  }
}

/** A pool of at most 10 connections. Nothing is connected before `check`. */
export const openPostgres = async (url: string): Promise<Opened> => {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: TO_CONNECT_MS,
    statement_timeout: OF_STATEMENT_MS,
    query_timeout: OF_STATEMENT_MS,
  })
  // An idle connection that is lost is replaced by the next one; without a listener it would end the process.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    check: async () => {
      await sql`select 1`.execute(db)
      if (await isBehind(db)) throw new SchemaBehind()
    },
    close: () => db.destroy(),
  }
}
