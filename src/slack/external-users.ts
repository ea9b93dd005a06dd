import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { settlesWithin } from '../lib/wait.ts'
import { hasOtherHomeWorkspace, type Interaction } from './identity.ts'

/**
 * Whether the person is a visitor: in a channel shared with another organisation its people see our buttons too, and
 * may read but not change. Never rejects.
 */
export type IsExternalUser = (interaction: Interaction, client: WebClient) => Promise<boolean>

// A window must be opened within three seconds of the press, and this comes before it.
const ANSWERED_WITHIN_MS = 1_000
const REMEMBERED_FOR_MS = 3_600_000
const MAX_ORGANISATIONS = 1_000
// docs.slack.dev/reference/methods/auth.teams.list, "limit".
const MAX_WORKSPACES = 1_000

/**
 * An account's home does not tell a colleague, who may belong to the workspace as well, from somebody of another
 * organisation. Where the app is an organisation's, Slack says which workspaces that has; what it does not say, or
 * not in time, makes a visitor. `clock` gives ms since the epoch.
 */
export const createIsExternalUser = (
  clock: () => number,
  answeredWithinMs = ANSWERED_WITHIN_MS,
): IsExternalUser => {
  const known = new LRUCache<string, Promise<ReadonlySet<string>>>({
    max: MAX_ORGANISATIONS,
    ttl: REMEMBERED_FOR_MS,
    ttlResolution: 0,
    perf: { now: clock },
  })
  const ask = async (client: WebClient): Promise<ReadonlySet<string>> => {
    const { teams = [] } = await client.auth.teams.list({ limit: MAX_WORKSPACES })
    return new Set(teams.flatMap(({ id }) => id ?? []))
  }
  const workspacesOf = (enterpriseId: string, client: WebClient): Promise<ReadonlySet<string>> => {
    const remembered = known.get(enterpriseId)
    if (remembered !== undefined) return remembered
    const asked = ask(client)
    known.set(enterpriseId, asked)
    asked.catch(() => known.delete(enterpriseId))
    return asked
  }
  return async (interaction, client) => {
    if (!hasOtherHomeWorkspace(interaction)) return false
    const { enterprise, user, is_enterprise_install: organisations } = interaction
    if (!enterprise || organisations !== true) return true
    const workspaces = workspacesOf(enterprise.id, client)
    if (!(await settlesWithin(workspaces, answeredWithinMs))) return true
    return workspaces.then(
      (ids) => !ids.has(user.team_id ?? ''),
      () => true,
    )
  }
}
