import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import { ConnectionLost } from './connection-errors.ts'
import type { Tables } from './tables.ts'

// For a connection of the pool, or to the server. Somebody waits for the answer: "not available just now" after seconds
// is better than half a minute of silence.
const CONNECT_TIMEOUT_MS = 4_000
// The server ends a slow statement; pg's own limit is for a server that has fallen silent.
const LIMITS = { statement_timeout: 3_000, query_timeout: 4_000 }
const IDLE_TIMEOUT_MS = 30_000
// Every statement reads or writes a few rows by key; small hosted databases allow 20 connections in all.
const MAX_CONNECTIONS = 5

/** Connections for what all requests wait for, so that it never waits for other statements. */
export const RESERVED_CONNECTIONS = 2

type PostgresOptions = {
  /** For migrations: statements may take as long as they need. */
  readonly patient?: boolean
  readonly maxConnections?: number
  /** Called when an idle connection breaks: the server may be gone, or have dropped only this one. */
  readonly onIdleLoss?: () => void
}

/** Marks a failure to connect as such: it has many codes and messages. */
const markConnectErrors = (pool: Pool): PostgresPool => ({
  options: pool.options,
  end: () => (pool.ending ? Promise.resolve() : pool.end()),
  connect: () =>
    pool.connect().catch((error: unknown) => {
      throw new ConnectionLost(error)
    }),
})

/** A bounded pool on a Postgres server, which connects at the first statement. Its `error` event wants a listener. */
export const createPool = (url: string, config: PoolConfig): Pool => {
  const pool = new Pool({
    connectionString: url,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    ...config,
  })
  // An 'error' without a listener ends the process: the pool's for idle connections, a client's for one in use.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** The database on a Postgres server. */
export const connectPostgres = (url: string, options: PostgresOptions = {}): Kysely<Tables> => {
  const pool = createPool(url, {
    max: options.maxConnections ?? MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'street-crime',
    ...(options.patient ? {} : LIMITS),
  })
  pool.on('error', () => options.onIdleLoss?.())
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: markConnectErrors(pool) }) })
}
