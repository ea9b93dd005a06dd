import pTimeout from 'p-timeout'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'

type SqlQuery = { readonly text: string; readonly values?: readonly unknown[] }

/** Where processes share their counts. */
export type CountStore = {
  readonly isReady: () => boolean
  /** How long a query may take, in ms; by default 250, since somebody waits for their look-up. */
  readonly timeoutMs?: number
  /** As pg's client; rejects while the database is unavailable. */
  readonly query: (
    query: SqlQuery,
  ) => Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number }>
}

/** What came of consuming one: `count` so far, and how many ms the count still runs. */
type Consumed = { readonly granted: boolean; readonly count: number; readonly msLeft: number }

/** The table of the counts. rate-limiter-flexible writes it, and deletes a row an hour after it has expired. */
const COUNT_TABLE = 'lookup_count'

// A store that takes longer fails, and is left alone for a while.
const STORE_TIMEOUT_MS = 250
const STORE_PAUSE_MS = 30_000

// Every count is given its own duration; this is only the library's default.
const DEFAULT_DURATION_S = 600

/** A store that fails in time: the library turns to its insurance limiter on errors only, and waits for silence. */
const withTimeout = (store: CountStore, clock: () => number) => {
  let pausedUntil = 0
  const isReady = (): boolean => store.isReady() && clock() >= pausedUntil
  return {
    isReady,
    query: async (query: SqlQuery) => {
      if (!isReady()) throw new Error('the store of counts is unavailable')
      try {
        return await pTimeout(store.query(query), { milliseconds: store.timeoutMs ?? STORE_TIMEOUT_MS })
      } catch (error) {
        pausedUntil = clock() + STORE_PAUSE_MS
        throw error
      }
    },
  }
}

// A count above the limit rejects with the count itself.
const consumeOne = async (limiter: RateLimiterAbstract, key: string, forMs: number): Promise<Consumed> => {
  const consumed = (granted: boolean, { consumedPoints, msBeforeNext }: RateLimiterRes): Consumed => ({
    granted,
    count: consumedPoints,
    msLeft: msBeforeNext,
  })
  try {
    // Whole seconds: the store keeps whole milliseconds only.
    return consumed(true, await limiter.consume(key, 1, { customDuration: Math.ceil(forMs / 1_000) }))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return consumed(false, error)
  }
}

/**
 * Counts by key, each for a time from its first consumption on: in the store while it is ready and quick, else in this
 * process's memory, so that a database can neither stop nor delay a look-up. Its keys begin with `name`, and each is
 * granted `limit`. `clock` gives ms since the epoch. Never rejects.
 */
export const createCounter = (name: string, limit: number, store: CountStore | null, clock: () => number) => {
  const options = { keyPrefix: name, points: limit, duration: DEFAULT_DURATION_S }
  const memory = new RateLimiterMemory(options)
  const shared = store === null ? null : withTimeout(store, clock)
  const limiter =
    shared === null
      ? memory
      : new RateLimiterPostgres({
          ...options,
          storeClient: shared,
          storeType: 'client',
          tableName: COUNT_TABLE,
          tableCreated: true,
          insuranceLimiter: memory,
          // Whoever has nothing left is answered from memory.
          inMemoryBlockOnConsumed: limit + 1,
        })

  const refund = (key: string): void => {
    limiter.reward(key).catch(() => undefined)
  }

  return {
    consume: async (key: string, forMs: number): Promise<Consumed> => {
      const consumed = await consumeOne(limiter, key, forMs)
      // The attempt above the limit was counted too, unless memory answered, which counts nothing (0).
      if (!consumed.granted && consumed.count > 0) refund(key)
      return consumed
    },
    refund,
    /** How many were consumed; null while the store cannot tell. */
    read: async (key: string): Promise<number | null> => {
      if (shared?.isReady() === false) return null
      const count = await limiter.get(key)
      // A store that failed just now was replaced by this process's own count.
      return shared?.isReady() === false ? null : (count?.consumedPoints ?? 0)
    },
  }
}
