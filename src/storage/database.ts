import type { Kysely } from 'kysely'
import { failed, type Result, success } from '../crime/result.ts'
import { FolderInUse } from './folder-lock.ts'
import { type Opened, open } from './open.ts'
import { isOutOfReach } from './out-of-reach.ts'
import type { DatabasePlace } from './place.ts'
import type { Tables } from './tables.ts'

/** The database as features see it: there, or not just now. */
export type Database = {
  /**
   * Runs work against the database. 'away' where it is out of reach, at once while that is known; other errors
   * (a defect of ours) reject. While it opens for the first time, waits a second at most. PGlite has one
   * connection: inside a transaction only `tx` may be used, or it waits for itself for ever.
   */
  readonly use: <Value>(work: (db: Kysely<Tables>) => Promise<Value>) => Promise<Result<Value, 'away'>>
  readonly state: () => 'opening' | 'ready' | 'away'
  /** Resolves once it has been ready; rejects where it is closed before that. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What a database needs. */
export type DatabaseOptions = {
  readonly place: DatabasePlace
  readonly log: {
    readonly info: (fields: object, message: string) => void
    readonly warn: (fields: object, message: string) => void
  }
  /** The folder is another process's: this one must not go on. */
  readonly onInUse: (sentence: string) => void
  /** Between two tries to reach it, in ms; the longest stands for all further ones. */
  readonly pausesMs?: readonly number[]
}

const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000]
const FIRST_WAIT_MS = 1_000

// A driver's message may hold the address with its password; its code does not.
const because = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

const fixFor = (error: unknown): string =>
  because(error) === 'SCHEMA_BEHIND'
    ? 'saved places are not available: the schema is older than the app, run "npm run migrate"'
    : 'saved places are not available: the database is out of reach, check DATABASE_URL or DATA_DIR'

const within = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([work.catch(() => undefined), limit]).finally(() => clearTimeout(timer))
}

/** Opens the database in the background and keeps at it: away at start or later, it comes back by itself. */
export const createDatabase = (options: DatabaseOptions): Database => {
  const { place, log, onInUse, pausesMs = PAUSES_MS } = options
  let opened: Opened | null = null
  let state: 'opening' | 'ready' | 'away' = 'opening'
  let closed = false
  let tries = 0
  let timer: NodeJS.Timeout | undefined
  let trying: Promise<void> = Promise.resolve()
  const first = Promise.withResolvers<void>()
  first.promise.catch(() => undefined)

  const again = (): void => {
    if (closed) return
    const pause = pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0
    tries += 1
    timer = setTimeout(() => {
      trying = reach()
    }, pause)
    timer.unref()
  }

  const lose = (error: unknown): void => {
    if (state !== 'away') log.warn({ because: because(error), database: place.kind }, fixFor(error))
    state = 'away'
    clearTimeout(timer)
    again()
  }

  const reach = async (): Promise<void> => {
    try {
      opened ??= await open(place)
      await opened.check()
      state = 'ready'
      tries = 0
      first.resolve()
      log.info({ database: place.kind }, 'the database is open')
    } catch (error) {
      if (error instanceof FolderInUse) return onInUse(error.message)
      lose(error)
    }
  }

  trying = reach()

  return {
    use: async (work) => {
      if (state === 'opening') await within(first.promise, FIRST_WAIT_MS)
      if (state !== 'ready' || opened === null) return failed('away')
      try {
        return success(await work(opened.db))
      } catch (error) {
        if (!isOutOfReach(error)) throw error
        lose(error)
        return failed('away')
      }
    },
    state: () => state,
    ready: () => first.promise,
    close: async () => {
      closed = true
      clearTimeout(timer)
      first.reject(new Error('the database was closed before it was open'))
      await trying
      await opened?.close()
    },
  }
}
