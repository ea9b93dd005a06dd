import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { settlesWithin } from '../lib/wait.ts'
import { hasOtherHomeWorkspace, type Interaction } from './identity.ts'

/**
 * Whether the person belongs to another organisation: in a shared channel they see the app's buttons too, and may read
 * but not change. Never rejects.
 */
export type IsExternalUser = (interaction: Interaction, client: WebClient) => Promise<boolean>

// A modal must be opened within three seconds of the button, and this comes before it.
const ANSWER_TIMEOUT_MS = 1_000
const CACHED_FOR_MS = 3_600_000
const MAX_ORGANISATIONS = 1_000
// docs.slack.dev/reference/methods/auth.teams.list
const MAX_WORKSPACES = 1_000

/**
 * An account with its home elsewhere may be a colleague's: where a whole organisation has installed the app, Slack lists
 * its workspaces. Who is in none of them, or cannot be looked up in time, counts as external. `clock` gives ms since
 * the epoch.
 */
export const createIsExternalUser = (
  clock: () => number,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
): IsExternalUser => {
  const cache = new LRUCache<string, Promise<ReadonlySet<string>>>({
    max: MAX_ORGANISATIONS,
    ttl: CACHED_FOR_MS,
    ttlResolution: 0,
    perf: { now: clock },
  })
  const listTeams = async (client: WebClient): Promise<ReadonlySet<string>> => {
    const { teams = [] } = await client.auth.teams.list({ limit: MAX_WORKSPACES })
    return new Set(teams.flatMap(({ id }) => id ?? []))
  }
  const workspacesOf = (enterpriseId: string, client: WebClient): Promise<ReadonlySet<string>> => {
    const cached = cache.get(enterpriseId)
    if (cached !== undefined) return cached
    const listed = listTeams(client)
    cache.set(enterpriseId, listed)
    listed.catch(() => cache.delete(enterpriseId))
    return listed
  }
  return async (interaction, client) => {
    if (!hasOtherHomeWorkspace(interaction)) return false
    const { enterprise, user, is_enterprise_install: organisationWide } = interaction
    if (!enterprise || organisationWide !== true) return true
    const workspaces = workspacesOf(enterprise.id, client)
    if (!(await settlesWithin(workspaces, answerTimeoutMs))) return true
    return workspaces.then(
      (ids) => !ids.has(user.team_id ?? ''),
      () => true,
    )
  }
}
