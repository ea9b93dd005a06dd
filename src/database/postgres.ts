import type { Kysely, PostgresPool } from 'kysely'
import type { Pool, PoolConfig } from 'pg'
import { ConnectionLost } from './connection-errors.ts'
import type { Tables } from './tables.ts'

// Someone is waiting for the answer: better "not available just now" than half a minute of silence.
const CONNECT_WITHIN_MS = 2_000
const STATEMENT_WITHIN_MS = 3_000
// The server ends a slow statement; this one is for a server that no longer says anything.
const SILENT_FOR_MS = 4_000
const IDLE_FOR_MS = 30_000
// Every statement is a few rows by key; small hosted databases allow 20 connections in all.
const CONNECTIONS = 5

const WITHIN = { statement_timeout: STATEMENT_WITHIN_MS, query_timeout: SILENT_FOR_MS }

/** How to connect: `patient` (migrations) waits for statements as long as they take. */
export type PostgresOptions = {
  readonly patient?: boolean
  /** Called when a resting connection breaks: the server may be gone, or have only dropped this one. */
  readonly onIdleLoss?: () => void
}

/** What Kysely needs of a pool; a failure to connect is marked, since its own words and codes are many. */
const forKysely = (pool: Pool): PostgresPool => ({
  options: pool.options,
  end: () => (pool.ending ? Promise.resolve() : pool.end()),
  connect: () =>
    pool.connect().catch((error: unknown) => {
      throw new ConnectionLost(error)
    }),
})

/** A bounded pool on a Postgres server; connects at the first query. pg is loaded only here. */
export const connectPostgres = async (
  url: string,
  options: PostgresOptions = {},
): Promise<Kysely<Tables>> => {
  const [{ Kysely, PostgresDialect }, { Pool }] = await Promise.all([import('kysely'), import('pg')])
  const config: PoolConfig = {
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    idleTimeoutMillis: IDLE_FOR_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'street-crime',
    ...(options.patient ? {} : WITHIN),
  }
  const pool = new Pool(config)
  // An 'error' nobody listens to ends the process: the pool's is of resting connections, a client's of one at work.
  pool.on('error', () => options.onIdleLoss?.())
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: forKysely(pool) }) })
}
