import { LRUCache } from 'lru-cache'
import pTimeout from 'p-timeout'
import { failed, type Result, success } from '../lib/result.ts'
import type {
  Installation,
  InstallationKey,
  InstallationRepository,
  InstallationResult,
} from './installation-repository.ts'

/** How long another process may go on with an installation that is gone: a minute at most. */
const CACHED_FOR_MS = 60_000

// A workspace takes about a kilobyte; one that is evicted costs one statement.
const MAX_CACHED = 10_000

// Slack waits three seconds for an ack; a database that has fallen silent says so only after four.
const TIMEOUT_MS = 1_500

type Ask = (
  question: string,
  teamId: string,
  find: () => Promise<InstallationResult>,
) => Promise<InstallationResult>

/**
 * Who has installed the app, from memory where it was read within the last minute. That somebody has none is not cached: they may install at any moment. `clock` gives ms
 * since the epoch.
 */
export const createInstallations = (
  repository: InstallationRepository,
  clock: () => number,
  timeoutMs = TIMEOUT_MS,
) => {
  const cache = new LRUCache<string, { readonly teamId: string; readonly installation: Installation }>({
    max: MAX_CACHED,
    ttl: CACHED_FOR_MS,
    // By default lru-cache looks at the clock once a millisecond of its own.
    ttlResolution: 0,
    perf: { now: clock },
  })
  const inFlight = new Map<string, Promise<InstallationResult>>()

  const read: Ask = (question, teamId, find) => {
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

  const cached: Ask = async (question, teamId, find) => {
    const known = cache.get(question)
    if (known !== undefined) return success(known.installation)
    return pTimeout(inFlight.get(question) ?? read(question, teamId, find), {
      milliseconds: timeoutMs,
      fallback: () => failed('unavailable'),
    })
  }

  /** Forgets a workspace, or all of an organisation, in memory. */
  const forget = ({ enterpriseId, teamId, organisationWide }: InstallationKey): void => {
    inFlight.clear()
    for (const [question, known] of cache.entries())
      if (organisationWide ? known.installation.enterpriseId === enterpriseId : known.teamId === teamId)
        cache.delete(question)
  }

  return {
    /**
     * The installation for a request: a workspace's own, else its organisation's; null: not installed. Answers within
     * 1.5 s. Rejects with CannotDecrypt.
     */
    find: (key: InstallationKey): Promise<InstallationResult> => {
      const { enterpriseId, teamId, organisationWide } = key
      return cached(`${enterpriseId} ${teamId} ${organisationWide}`, teamId, () => repository.find(key))
    },
    /** The same for work outside a request. */
    findOfTeam: (teamId: string): Promise<InstallationResult> =>
      cached(teamId, teamId, () => repository.findOfTeam(teamId)),
    save: async (installation: Installation): Promise<Result<void, 'unavailable'>> => {
      const saved = await repository.save(installation, clock())
      forget(installation)
      return saved
    },
    forget,
  }
}

export type Installations = ReturnType<typeof createInstallations>
