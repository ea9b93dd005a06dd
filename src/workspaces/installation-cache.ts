import { LRUCache } from 'lru-cache'
import pTimeout from 'p-timeout'
import { failed, type Result, success } from '../lib/result.ts'
import type { Installation, InstallationKey, InstallationRepository } from './installation-repository.ts'

/** How long another process may go on with an installation that is gone: a minute at most. */
const CACHED_FOR_MS = 60_000

// A workspace takes about a kilobyte; one that is evicted costs one statement.
const MAX_CACHED = 10_000

// Slack waits three seconds for an ack; a database that has fallen silent says so only after four.
const TIMEOUT_MS = 1_500

type Found = Result<Installation | null, 'unavailable'>

/** Who has installed the app, from memory where it was read within the last minute. */
export type Installations = {
  /**
   * The installation for a request: a workspace's own, else its organisation's; null: not installed. Answers within
   * 1.5 s. Rejects with CannotDecrypt.
   */
  readonly find: (key: InstallationKey) => Promise<Found>
  /** The same for work outside a request. */
  readonly findOfTeam: (teamId: string) => Promise<Found>
  readonly save: (installation: Installation) => Promise<Result<void, 'unavailable'>>
  /** Forgets a workspace, or all of an organisation, in memory. */
  readonly forget: (key: InstallationKey) => void
}

export type InstallationsOptions = {
  readonly repository: InstallationRepository
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly timeoutMs?: number
}

/** Installations behind a cache. That somebody has none is not cached: they may install at any moment. */
export const createInstallations = (options: InstallationsOptions): Installations => {
  const { repository, clock, timeoutMs = TIMEOUT_MS } = options
  const cache = new LRUCache<string, { readonly teamId: string; readonly installation: Installation }>({
    max: MAX_CACHED,
    ttl: CACHED_FOR_MS,
    // By default lru-cache looks at the clock once a millisecond of its own.
    ttlResolution: 0,
    perf: { now: clock },
  })
  const inFlight = new Map<string, Promise<Found>>()

  const read = (question: string, teamId: string, find: () => Promise<Found>): Promise<Found> => {
    const askedAt = clock()
    const reading = find()
      .then((found) => {
        // Not where it was forgotten meanwhile: what was read before an uninstall must not come back after it.
        const isCurrent = inFlight.get(question) === reading
        // As old as the question, however long the answer took.
        if (found.ok && found.value !== null && isCurrent)
          cache.set(question, { teamId, installation: found.value }, { start: askedAt })
        return found
      })
      .finally(() => {
        if (inFlight.get(question) === reading) inFlight.delete(question)
      })
    inFlight.set(question, reading)
    return reading
  }

  const cached = async (question: string, teamId: string, find: () => Promise<Found>): Promise<Found> => {
    const known = cache.get(question)
    if (known !== undefined) return success(known.installation)
    return pTimeout(inFlight.get(question) ?? read(question, teamId, find), {
      milliseconds: timeoutMs,
      fallback: () => failed('unavailable'),
    })
  }

  const forget = ({ enterpriseId, teamId, organisationWide }: InstallationKey): void => {
    inFlight.clear()
    for (const [question, known] of cache.entries())
      if (organisationWide ? known.installation.enterpriseId === enterpriseId : known.teamId === teamId)
        cache.delete(question)
  }

  return {
    find: (key) => {
      const { enterpriseId, teamId, organisationWide } = key
      return cached(`${enterpriseId} ${teamId} ${organisationWide}`, teamId, () => repository.find(key))
    },
    findOfTeam: (teamId) => cached(teamId, teamId, () => repository.findOfTeam(teamId)),
    save: async (installation) => {
      const saved = await repository.save(installation, clock())
      forget(installation)
      return saved
    },
    forget,
  }
}
