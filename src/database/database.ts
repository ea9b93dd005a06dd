import type { PGlite } from '@electric-sql/pglite'
import type { Kysely, Transaction } from 'kysely'
import pTimeout from 'p-timeout'
import { failed, type Result, success } from '../lib/result.ts'
import type { LogAt } from '../observability/log.ts'
import { describeDatabaseError, isBusyError, isConnectionError } from './connection-errors.ts'
import type { DatabaseConfig } from './database-config.ts'
import type { OpenDatabase, RetryOptions } from './open-database.ts'
import type { Tables } from './tables.ts'

export type DatabaseOptions = {
  readonly config: DatabaseConfig
  readonly log: LogAt<'info' | 'warn'>
  /** Called once with the reason why this process can never open its database. */
  readonly onFatal: (reason: string) => void
  /** How long a statement waits for the first opening, in ms. */
  readonly openingTimeoutMs?: number
  readonly delays?: RetryOptions['delays']
}

type DatabaseState = 'opening' | 'ready' | 'unavailable'

/** What a feature asks of the database. */
export type Work<Value> = (db: Kysely<Tables>) => Promise<Value>

/** How pg-boss, which brings statements of its own, reaches the same database. */
export type QueueConnection =
  | { readonly kind: 'postgres'; readonly url: string }
  /** Null while it is unavailable. It is the only connection: statements of ours and the queue's wait for each other. */
  | { readonly kind: 'pglite'; readonly current: () => PGlite | null }

const OPENING_TIMEOUT_MS = 1_000

/** The database as features see it: it opens in the background and reconnects by itself. Never throws. */
export const createDatabase = (options: DatabaseOptions) => {
  const { config, log, onFatal, openingTimeoutMs = OPENING_TIMEOUT_MS } = options
  const closing = new AbortController()
  const firstAttempt = Promise.withResolvers<void>()
  const firstReady = Promise.withResolvers<void>()
  firstReady.promise.catch(() => undefined)
  const running = new Set<Promise<unknown>>()
  let state: DatabaseState = 'opening'
  let current: OpenDatabase | null = null
  let connecting: Promise<void> | undefined
  let closed: Promise<void> | undefined
  let lastReason = ''

  const setState = (next: DatabaseState): void => {
    state = next
    firstAttempt.resolve()
  }

  const onFailure = (error: unknown): void => {
    setState('unavailable')
    const fields = { database: config.kind, ...describeDatabaseError(config, error) }
    if (fields.reason !== lastReason) log.warn(fields, 'the database is away: trying again')
    lastReason = fields.reason
  }

  const connect = async (): Promise<void> => {
    const { delays } = options
    try {
      // Kysely alone has 257 modules, a fifth of a start. Nothing waits for the database before this.
      const { connectWithRetry, openDatabase } = await import('./open-database.ts')
      const open = () => openDatabase(config, probe)
      current = await connectWithRetry({
        open,
        onFailure,
        signal: closing.signal,
        ...(delays && { delays }),
      })
      lastReason = ''
      setState('ready')
      log.info({ database: config.kind }, 'the database is ready')
      firstReady.resolve()
    } catch (error) {
      if (closing.signal.aborted) return
      setState('unavailable')
      firstReady.reject(error)
      onFatal(describeDatabaseError(config, error).reason)
    }
  }

  const reconnect = (lost: OpenDatabase, error: unknown): void => {
    if (current !== lost) return
    current = null
    onFailure(error)
    connecting = lost
      .close()
      .catch(() => undefined)
      .then(connect)
  }

  const run = async <Value>(opened: OpenDatabase, db: Kysely<Tables>, work: Work<Value>) => {
    try {
      return success(await work(db))
    } catch (error) {
      if (isBusyError(error)) return failed('unavailable' as const)
      // Once another statement has noticed the loss, work in progress fails in ways of its own.
      if (current === opened && !isConnectionError(error)) throw error
      reconnect(opened, error)
      return failed('unavailable' as const)
    }
  }

  const runOver = async <Value>(pool: 'db' | 'reserved', work: Work<Value>) => {
    if (state === 'opening')
      await pTimeout(firstAttempt.promise, { milliseconds: openingTimeoutMs, fallback: () => undefined })
    if (current === null || closing.signal.aborted) return failed('unavailable' as const)
    const answer = run(current, current[pool], work)
    running.add(answer)
    return answer.finally(() => running.delete(answer))
  }

  /**
   * Runs work against the database. 'unavailable': it cannot be reached, which is known at once or after 4 s where it
   * falls silent, or it is too busy for this work; a write may then have happened or not. Other errors, such as bad SQL
   * or a broken constraint, reject. While it first opens this waits a second at most.
   *
   * PGlite has one connection. Inside `db.transaction()` everything goes through the transaction: a statement
   * on `db` itself, or another `use`, waits there for ever.
   */
  const use = <Value>(work: Work<Value>): Promise<Result<Value, 'unavailable'>> => runOver('db', work)

  const probe = (): void => {
    void use((db) => db.selectNoFrom(({ val }) => val(1).as('one')).execute())
  }

  const close = async (): Promise<void> => {
    closing.abort()
    firstAttempt.resolve()
    firstReady.reject(new Error('The database was closed before it was ready'))
    await Promise.allSettled(running)
    await connecting
    await current?.close()
    current = null
  }

  const queueConnection: QueueConnection =
    config.kind === 'postgres' ? config : { kind: 'pglite', current: () => current?.pglite ?? null }

  return {
    /** Begins to open, in the background. */
    open: (): void => {
      connecting ??= connect()
    },
    use,
    /** The same for what every request waits for, over connections that nothing else uses. */
    useReserved: <Value>(work: Work<Value>): Promise<Result<Value, 'unavailable'>> =>
      runOver('reserved', work),
    state: (): DatabaseState => (closing.signal.aborted ? 'unavailable' : state),
    queueConnection,
    /** Resolves once the first attempt to open it has ended, either way, or it is closed. */
    opened: firstAttempt.promise,
    /** Resolves once it has been ready; rejects when it is closed or given up before. Keeps no process alive. */
    ready: (): Promise<void> => firstReady.promise,
    /** Closes once running work has ended. From then on it is 'unavailable'. */
    close: (): Promise<void> => {
      closed ??= close()
      return closed
    },
  }
}

export type Database = ReturnType<typeof createDatabase>

/** The database for a library that writes its own SQL, as pg's client takes it: rejects while unavailable. */
export const sqlClient = (database: Database) => ({
  isReady: (): boolean => database.state() === 'ready',
  query: async ({ text, values = [] }: { readonly text: string; readonly values?: readonly unknown[] }) => {
    const answer = await database.use(async (db) => {
      // Loaded by the time that the database is open.
      const { CompiledQuery } = await import('kysely')
      return db.executeQuery(CompiledQuery.raw(text, [...values]))
    })
    if (!answer.ok) throw new Error('the database is unavailable')
    const { rows, numAffectedRows } = answer.value
    return { rows, rowCount: rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0) }
  },
})

/**
 * Waits for a lock of this name, which the transaction holds until its end:
 * postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export const lockUntilEnd = async (tx: Transaction<Tables>, name: string): Promise<void> => {
  await tx
    .selectNoFrom(({ fn, val, lit }) =>
      fn('pg_advisory_xact_lock', [fn('hashtextextended', [val(name), lit(0)])]).as('lock'),
    )
    .execute()
}
