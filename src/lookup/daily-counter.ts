import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'

/** Where counts are shared among processes. */
export type CountStore = {
  /** Whether asking it makes sense just now. */
  readonly isReady: () => boolean
  /** As pg's client: rejects where it is away. */
  readonly query: (query: {
    readonly text: string
    readonly values?: readonly unknown[]
  }) => Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number }>
}

/** What came of taking one: how many were taken, and for how many ms the count still runs. */
export type Consumed = { readonly granted: boolean; readonly count: number; readonly msLeft: number }

/** Counts by key, each for a time from its first on. Never rejects. */
export type Counter = {
  readonly take: (key: string, forMs: number) => Promise<Consumed>
  readonly giveBack: (key: string) => void
  /** How many were taken; null where it cannot be told just now. */
  readonly read: (key: string) => Promise<number | null>
}

/** `limit` is the most that one key is granted; `clock` gives ms since the epoch. */
export type CounterOptions = {
  readonly name: string
  readonly limit: number
  readonly store: CountStore | null
  readonly clock: () => number
}

/** The table of the counts; its columns are rate-limiter-flexible's, and those of whose they are. */
export const COUNT_TABLE = 'lookup_count'

// Somebody waits for their look-up: a database that takes longer is not waited for, nor asked for a while.
const STORE_WITHIN_MS = 250
const LEFT_ALONE_MS = 30_000

// The store deletes a count an hour after its time; none is ever given without its own time.
const DURATION_S = 600

const open = async ({ name, limit, store }: CounterOptions) => {
  // Loaded by the first look-up: the process starts sooner without.
  const { RateLimiterMemory, RateLimiterPostgres } = await import('rate-limiter-flexible')
  const options = { keyPrefix: name, points: limit, duration: DURATION_S }
  const shared =
    store === null
      ? null
      : new RateLimiterPostgres({
          ...options,
          storeClient: store,
          storeType: 'client',
          tableName: COUNT_TABLE,
          tableCreated: true,
          // Who has nothing left is refused here, and costs the database nothing.
          inMemoryBlockOnConsumed: limit + 1,
        })
  return { memory: new RateLimiterMemory(options), shared }
}

const isCount = (error: unknown): error is RateLimiterRes =>
  typeof error === 'object' && error !== null && 'msBeforeNext' in error

// A count above the limit rejects with the count itself, anything else with an error.
const consumed = async (limiter: RateLimiterAbstract, key: string, forMs: number): Promise<Consumed> => {
  const taken = (granted: boolean, { consumedPoints, msBeforeNext }: RateLimiterRes): Consumed => ({
    granted,
    count: consumedPoints,
    msLeft: msBeforeNext,
  })
  try {
    // Whole seconds: the store keeps whole milliseconds only.
    return taken(true, await limiter.consume(key, 1, { customDuration: Math.ceil(forMs / 1_000) }))
  } catch (error) {
    if (!isCount(error)) throw error
    return taken(false, error)
  }
}

const within = async <Value>(work: Promise<Value>): Promise<Value | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, STORE_WITHIN_MS, null)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * A counter on rate-limiter-flexible: in the store where it is there and quick, else in this process's memory,
 * so that a database can neither stop nor hold up a look-up.
 */
export const createCounter = (options: CounterOptions): Counter => {
  const { store, clock } = options
  let opened: ReturnType<typeof open> | undefined
  let leftAloneUntil = 0
  const limiters = () => {
    opened ??= open(options)
    return opened
  }

  /** What the store says; null where it is away, slow or does not take the question. */
  const ofStore = async <Value>(ask: (shared: RateLimiterAbstract) => Promise<Value>) => {
    const { shared } = await limiters()
    if (shared === null || store?.isReady() !== true || clock() < leftAloneUntil) return null
    const answer = await within(ask(shared).then((value) => ({ value }))).catch(() => null)
    if (answer === null) leftAloneUntil = clock() + LEFT_ALONE_MS
    return answer
  }

  const giveBack: Counter['giveBack'] = (key) => {
    const back = async () => {
      if ((await ofStore((shared) => shared.reward(key))) === null)
        await (await limiters()).memory.reward(key)
    }
    back().catch(() => undefined)
  }

  return {
    take: async (key, forMs) => {
      const answer = await ofStore((shared) => consumed(shared, key, forMs))
      const taken = answer?.value ?? (await consumed((await limiters()).memory, key, forMs))
      // A refused attempt was counted too, unless it was refused without asking.
      if (!taken.granted && taken.count > 0) giveBack(key)
      return taken
    },
    giveBack,
    read: async (key) => {
      const { memory } = await limiters()
      if (store === null) return (await memory.get(key))?.consumedPoints ?? 0
      const answer = await ofStore((shared) => shared.get(key))
      return answer === null ? null : (answer.value?.consumedPoints ?? 0)
    },
  }
}
