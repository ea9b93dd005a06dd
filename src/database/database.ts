import type { PGlite } from '@electric-sql/pglite'
import type { Kysely } from 'kysely'
import { failed, type Result, success } from '../lib/result.ts'
import { connectWithRetry, type Wait, waitQuietly } from './connect-with-retry.ts'
import { isConnectionError } from './connection-errors.ts'
import type { DatabaseConfig } from './database-config.ts'
import { describeError } from './describe-error.ts'
import { type OpenDatabase, openDatabase } from './open.ts'
import type { Tables } from './tables.ts'

/** The lines written for the operator; pino's logger fits. */
export type DatabaseLog = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}

/** `onFatal` is told, once, why this process can never open its database. `wait` is for tests. */
export type DatabaseOptions = {
  readonly place: DatabaseConfig
  readonly log: DatabaseLog
  readonly onFatal: (reason: string) => void
  readonly wait?: Wait
}

export type DatabaseState = 'opening' | 'ready' | 'unavailable'

/** What a feature asks of the database. */
export type Work<Value> = (db: Kysely<Tables>) => Promise<Value>

/** How a library that brings statements of its own, a queue, reaches the same database. */
export type QueueConnection =
  | { readonly kind: 'postgres'; readonly url: string }
  /** Null while it is away. It has one connection: a statement of ours waits for the library's, and the reverse. */
  | { readonly kind: 'pglite'; readonly current: () => PGlite | null }

/** The database as features see it: there, or away just now. */
export type Database = {
  /** Begins to open, where nothing has yet. */
  readonly open: () => void
  /**
   * Runs work against the database. `away`: it is out of reach, at once where that is known, after 4 s at most
   * where it falls silent; a write may then have happened or not. What else goes wrong, such as bad SQL or a
   * broken constraint, rejects. While it first opens, for which it need not have been told, this waits a second
   * at most.
   *
   * PGlite has one connection. Inside `db.transaction()` everything goes through the transaction: a statement
   * on `db` itself, or another `use`, waits there for ever.
   */
  readonly use: <Value>(work: Work<Value>) => Promise<Result<Value, 'unavailable'>>
  readonly state: () => DatabaseState
  readonly beside: QueueConnection
  /** Resolves once it has been ready; rejects when it is closed or given up before. Keeps no process alive. */
  readonly ready: () => Promise<void>
  /** Closes when the work that runs has ended, or an opening under way. From then on it is `away`. */
  readonly close: () => Promise<void>
}

const OPENING_WAIT_MS = 1_000

/**
 * A database that opens in the background, once it is told or used, and, when it was away, comes back by itself.
 * Never throws. Loading its driver takes a while, so a process that starts need not begin with it.
 */
export const createDatabase = ({ place, log, onFatal, wait = waitQuietly }: DatabaseOptions): Database => {
  const closing = new AbortController()
  const firstVerdict = Promise.withResolvers<void>()
  const firstReady = Promise.withResolvers<void>()
  firstReady.promise.catch(() => undefined)
  const running = new Set<Promise<unknown>>()
  let state: DatabaseState = 'opening'
  let current: OpenDatabase | null = null
  let lastReason = ''

  const setState = (next: DatabaseState): void => {
    state = next
    firstVerdict.resolve()
  }

  const becomeAway = (error: unknown): void => {
    setState('unavailable')
    const fields = { database: place.kind, ...describeError(place, error) }
    if (fields.reason !== lastReason) log.warn(fields, 'the database is away: trying again')
    lastReason = fields.reason
  }

  const becomeReady = (opened: OpenDatabase): void => {
    current = opened
    lastReason = ''
    setState('ready')
    log.info({ database: place.kind }, 'the database is ready')
    firstReady.resolve()
  }

  const giveUp = (error: unknown): void => {
    setState('unavailable')
    firstReady.reject(error)
    onFatal(describeError(place, error).reason)
  }

  const bringUp = async (): Promise<void> => {
    const openOnce = () => openDatabase(place, probe)
    try {
      const opened = await connectWithRetry({
        open: openOnce,
        onFailure: becomeAway,
        wait,
        signal: closing.signal,
      })
      if (opened !== null) becomeReady(opened)
    } catch (error) {
      giveUp(error)
    }
  }

  const lose = (lost: OpenDatabase, error: unknown): void => {
    if (current !== lost) return
    current = null
    becomeAway(error)
    bringingUp = lost
      .close()
      .catch(() => undefined)
      .then(bringUp)
  }

  const waitForOpening = async (): Promise<void> => {
    const done = new AbortController()
    await Promise.race([firstVerdict.promise, wait(OPENING_WAIT_MS, done.signal)])
    done.abort()
  }

  const run = async <Value>(
    opened: OpenDatabase,
    work: Work<Value>,
  ): Promise<Result<Value, 'unavailable'>> => {
    try {
      return success(await work(opened.db))
    } catch (error) {
      // Work that was under way when another noticed the loss fails in ways of its own.
      if (current === opened && !isConnectionError(error)) throw error
      lose(opened, error)
      return failed('unavailable')
    }
  }

  const open = (): void => {
    bringingUp ??= bringUp()
  }

  const use: Database['use'] = async (work) => {
    if (state === 'opening') {
      open()
      await waitForOpening()
    }
    if (current === null || closing.signal.aborted) return failed('unavailable')
    const answer = run(current, work)
    running.add(answer)
    return answer.finally(() => running.delete(answer))
  }

  const probe = (): void => {
    void use((db) => db.selectNoFrom(({ val }) => val(1).as('one')).execute())
  }

  const closeAll = async (): Promise<void> => {
    closing.abort()
    firstVerdict.resolve()
    firstReady.reject(new Error('The database was closed before it was ready'))
    await Promise.allSettled(running)
    await bringingUp
    await current?.close()
    current = null
  }

  let bringingUp: Promise<void> | undefined
  let closed: Promise<void> | undefined
  return {
    open,
    use,
    state: () => (closing.signal.aborted ? 'unavailable' : state),
    beside: place.kind === 'postgres' ? place : { kind: 'pglite', current: () => current?.pglite ?? null },
    ready: () => firstReady.promise,
    close: () => {
      closed ??= closeAll()
      return closed
    },
  }
}
