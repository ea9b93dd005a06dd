import { LRUCache } from 'lru-cache'
import type { Result } from '../crime/result.ts'
import { failed, success } from '../crime/result.ts'
import type { Query } from './find-rows.ts'
import type { Installation, Place } from './installation.ts'
import type { InstallationStore } from './store.ts'

/** How long another process may go on with an installation that is gone. Source: the contract, 60 s at most. */
export const REMEMBERED_FOR_MS = 60_000

// Each for a little less, so that those who came at once after a start are not all asked for again at once.
const UP_TO_SOONER = 0.25

// A workspace takes about a kilobyte. Whoever is forgotten costs one question to the database.
const MOST_REMEMBERED = 10_000

/** Slack waits three seconds for an ack; a database that has fallen silent says so only after four. */
const ANSWERED_WITHIN_MS = 1_500

/** Who has installed the app, from memory where it was asked for within the last minute. */
export type Installations = {
  /** Null: not installed. Answers within 1.5 s. Rejects with SealBroken where the token cannot be read. */
  readonly find: (query: Query) => Promise<Result<Installation | null, 'away'>>
  readonly save: (installation: Installation) => Promise<Result<void, 'away'>>
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

const keyOf = ({ enterpriseId, teamId, organisationWide }: Query): string =>
  `${enterpriseId} ${teamId} ${organisationWide}`

const within = async <Value>(
  answer: Promise<Result<Value, 'away'>>,
  ms: number,
): Promise<Result<Value, 'away'>> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Result<Value, 'away'>>((resolve) => {
    timer = setTimeout(() => resolve(failed('away')), ms)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Installations with a memory in front. That somebody has none is not remembered: they may install any moment. */
export const createInstallations = (options: InstallationsOptions): Installations => {
  const { store, clock, answeredWithinMs = ANSWERED_WITHIN_MS, random = Math.random } = options
  const known = new LRUCache<string, Installation>({
    max: MOST_REMEMBERED,
    // Without this it looks at the clock once a millisecond of its own.
    ttlResolution: 0,
    perf: { now: clock },
  })
  let drops = 0

  const read = async (query: Query): Promise<Result<Installation | null, 'away'>> => {
    const before = drops
    const found = await store.find(query)
    // What was read before somebody left must not come back after it.
    if (found.ok && found.value !== null && drops === before)
      known.set(keyOf(query), found.value, {
        ttl: Math.ceil(REMEMBERED_FOR_MS * (1 - UP_TO_SOONER * random())),
      })
    return found
  }
  const drop = ({ enterpriseId, teamId, organisationWide }: Place): void => {
    drops += 1
    for (const [key, it] of known.entries())
      if (organisationWide ? it.enterpriseId === enterpriseId : it.teamId === teamId) known.delete(key)
  }
  return {
    find: async (query) => {
      const remembered = known.get(keyOf(query))
      return remembered === undefined ? within(read(query), answeredWithinMs) : success(remembered)
    },
    save: async (installation) => {
      const answer = await store.save(installation, clock())
      drop(installation)
      return answer
    },
    drop,
  }
}
