import { LRUCache } from 'lru-cache'
import type { Result } from '../lib/result.ts'
import { failed, success } from '../lib/result.ts'
import type { ReadQuery } from './find-rows.ts'
import type { Installation, Place } from './installation.ts'
import type { InstallationStore } from './installation-repository.ts'
import { CannotDecrypt } from './token-cipher.ts'

/** How long another process may go on with an installation that is gone. Source: the contract, 60 s at most. */
export const REMEMBERED_FOR_MS = 60_000

// Whoever is at work by then is asked for again in the background, and nobody's ack waits for it. At a time of their
// own each, or those who came at once after a start would be asked for again at once.
const ASKED_AGAIN_FROM_MS = 30_000
const ASKED_AGAIN_WITHIN_MS = 15_000

// A workspace takes about a kilobyte. Whoever is forgotten costs one question to the database.
const MAX_REMEMBERED = 10_000

/** Slack waits three seconds for an ack; a database that has fallen silent says so only after four. */
const ANSWERED_WITHIN_MS = 1_500

// After a question in the background that told nothing.
const ASKED_ONCE_MORE_AFTER_MS = 5_000

/** `askedAt` and `askAgainAt` in ms since the epoch. */
type Known = { readonly installation: Installation; readonly askedAt: number; askAgainAt: number }

/** Who has installed the app, from memory where it was asked for within the last minute. */
export type Installations = {
  /** Null: not installed. Answers within 1.5 s. Rejects with SealBroken where the token cannot be read. */
  readonly find: (query: ReadQuery) => Promise<Result<Installation | null, 'unavailable'>>
  readonly save: (installation: Installation) => Promise<Result<void, 'unavailable'>>
  /** Forgets a workspace, or all of an organisation, at once; not in the database. */
  readonly drop: (place: Place) => void
}

export type InstallationsOptions = {
  readonly store: InstallationStore
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly answeredWithinMs?: number
  /** At least 0 and less than 1, as Math.random gives it. */
  readonly random?: () => number
}

const keyOf = ({ enterpriseId, teamId, organisationWide }: ReadQuery): string =>
  `${enterpriseId} ${teamId} ${organisationWide}`

const within = async <Value>(
  answer: Promise<Result<Value, 'unavailable'>>,
  ms: number,
): Promise<Result<Value, 'unavailable'>> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Result<Value, 'unavailable'>>((resolve) => {
    timer = setTimeout(() => resolve(failed('unavailable')), ms)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Installations with a memory in front. That somebody has none is not remembered: they may install any moment. */
export const createInstallations = (options: InstallationsOptions): Installations => {
  const { store, clock, answeredWithinMs = ANSWERED_WITHIN_MS, random = Math.random } = options
  const known = new LRUCache<string, Known>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_FOR_MS,
    // Without this it looks at the clock once a millisecond of its own.
    ttlResolution: 0,
    perf: { now: clock },
  })
  let drops = 0

  const read = async (query: ReadQuery): Promise<Result<Installation | null, 'unavailable'>> => {
    const before = drops
    // The answer is as old as the question, however long it was on its way.
    const askedAt = clock()
    const found = await store.find(query)
    // What was read before somebody left must not come back after it, and an answer overtaken by a later one is old.
    const isNews = drops === before && askedAt >= (known.peek(keyOf(query))?.askedAt ?? askedAt)
    if (found.ok && found.value !== null && isNews) {
      const askAgainAt = askedAt + ASKED_AGAIN_FROM_MS + random() * ASKED_AGAIN_WITHIN_MS
      known.set(keyOf(query), { installation: found.value, askedAt, askAgainAt }, { start: askedAt })
    }
    return found
  }
  const readAgain = async (query: ReadQuery, remembered: Known): Promise<void> => {
    const forget = () => {
      if (known.peek(keyOf(query)) === remembered) known.delete(keyOf(query))
    }
    remembered.askAgainAt = Number.POSITIVE_INFINITY
    try {
      const found = await read(query)
      if (found.ok && found.value === null) forget()
    } catch (error) {
      // A token that cannot be read: whoever asks next is told. Whatever else it is, those who ask after the minute are.
      if (error instanceof CannotDecrypt) forget()
    }
    // Where that told nothing, as while the database is away, they stay for the rest of their minute.
    remembered.askAgainAt = clock() + ASKED_ONCE_MORE_AFTER_MS
  }
  const drop = ({ enterpriseId, teamId, organisationWide }: Place): void => {
    drops += 1
    for (const [key, { installation: it }] of known.entries())
      if (organisationWide ? it.enterpriseId === enterpriseId : it.teamId === teamId) known.delete(key)
  }
  return {
    find: async (query) => {
      const remembered = known.get(keyOf(query))
      if (remembered === undefined) return within(read(query), answeredWithinMs)
      if (clock() >= remembered.askAgainAt) void readAgain(query, remembered)
      return success(remembered.installation)
    },
    save: async (installation) => {
      const answer = await store.save(installation, clock())
      drop(installation)
      return answer
    },
    drop,
  }
}
