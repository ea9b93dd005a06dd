import { type ConstructorOptions, type Db, fromPglite } from 'pg-boss'
import { settlesWithin } from '../lib/wait.ts'
import { DatabaseUnavailable } from './connection-errors.ts'
import type { QueueConnection } from './database.ts'
import { createPool } from './postgres.ts'

/** How long the queue waits for its database. */
export type QueueLimits = {
  /** A statement, in ms. A job's are short; the queue's own upkeep may take a second or two. */
  readonly statementMs: number
  /** Without a statement that went well for so many ms, the queue is not working. More than a statement may take. */
  readonly silentMs: number
}

// Small hosted databases allow twenty connections in all, and several processes share them.
const MAX_CONNECTIONS = 2
const CONNECT_TIMEOUT_MS = 5_000
// The server's own limit ends a slow statement; this much later the connection counts as dead.
const SERVER_SILENT_MS = 1_000
const CLOSE_TIMEOUT_MS = 1_000

const postgres = (url: string, { statementMs }: QueueLimits) => {
  const pool = createPool(url, {
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementMs,
    query_timeout: statementMs + SERVER_SILENT_MS,
    idle_in_transaction_session_timeout: statementMs,
    application_name: 'street-crime-jobs',
  })
  // An idle connection that breaks is replaced by the next statement.
  pool.on('error', () => undefined)
  const executeSql: Db['executeSql'] = (text, values) => pool.query(text, values)
  return { db: { executeSql }, close: () => pool.end() }
}

/** The app's own PGlite, which has one connection. One that was lost is opened again: each statement goes to the current one. */
const pglite = (current: () => ReturnType<Extract<QueueConnection, { kind: 'pglite' }>['current']>) => {
  const opened = () => {
    const open = current()
    if (open === null) throw new DatabaseUnavailable()
    return open
  }
  const db: Db = fromPglite({
    query: async (text, values) => opened().query(text, values ? [...values] : []),
    exec: async (text) => opened().exec(text),
  })
  return { db, close: async () => undefined }
}

/** How pg-boss reaches the database. `clock` gives ms since the epoch. */
export const createQueueDatabase = (
  connection: QueueConnection,
  limits: QueueLimits,
  clock: () => number,
) => {
  const { db, close } =
    connection.kind === 'postgres' ? postgres(connection.url, limits) : pglite(connection.current)
  let answeredAt = clock()
  const executeSql: Db['executeSql'] = async (text, values) => {
    const answer = await db.executeSql(text, values)
    answeredAt = clock()
    return answer
  }
  const options: ConstructorOptions = {
    db: { ...db, executeSql },
    ...(connection.kind === 'pglite' ? { backend: 'pglite' } : {}),
  }
  return {
    options,
    /** Whether statements of the queue go well: it asks for jobs every few seconds. */
    isAnswering: (): boolean => clock() - answeredAt <= limits.silentMs,
    /** Closes the queue's own connections; gives up on what does not answer. */
    close: () => settlesWithin(close(), CLOSE_TIMEOUT_MS),
  }
}
