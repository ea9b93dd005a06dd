import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { settlesWithin } from '../lib/wait.ts'

/** A workspace is its team id: it keeps that when it joins an organisation or leaves one. */
export type Workspace = { readonly teamId: string }

/** A person in one workspace, to whom something belongs. */
export type Owner = Workspace & { readonly userId: string }

/** Who has something looked up: a person, in the workspace where the app is used; null for the app by itself. */
export type Asker = Owner | null

/** The fields of an interaction that say who did it, and where. */
export type Interaction = {
  readonly type?: string
  readonly user: { readonly id: string; readonly team_id?: string }
  readonly team?: { readonly id: string } | null
  readonly enterprise?: { readonly id: string } | null
  readonly is_enterprise_install?: boolean
  readonly view?: { readonly app_installed_team_id?: string }
}

const SUBMISSIONS: readonly (string | undefined)[] = ['view_submission', 'view_closed']

// When a person of another organisation submits a modal in a shared channel, `team` is their own workspace and the
// app's stands in the view, where Bolt looks for it too: github.com/slackapi/bolt-js/issues/1614.
const installedTeam = ({ type, team, view }: Interaction): string | undefined =>
  (SUBMISSIONS.includes(type) ? view?.app_installed_team_id : undefined) ?? team?.id

/** The workspace whose app was used, whoever used it. */
export const installedIn = (interaction: Interaction): Workspace => ({
  teamId: installedTeam(interaction) ?? interaction.user.team_id ?? '',
})

/** Whose quota a look-up counts against. In a shared channel that is a person of the workspace with the app. */
export const askerOf = (interaction: Interaction): Owner => ({
  ...installedIn(interaction),
  userId: interaction.user.id,
})

/**
 * Whose saved places or alerts an interaction is about. In a shared channel, somebody of another organisation has theirs
 * in their own workspace. Within an organisation people have them in the workspace where they act, as with a command:
 * `user.team_id` is always the account's home (github.com/slackapi/bolt-js/issues/1875).
 */
export const ownerOf = (interaction: Interaction): Owner => {
  const { user, team, enterprise } = interaction
  if (enterprise) return askerOf(interaction)
  return { teamId: user.team_id ?? team?.id ?? '', userId: user.id }
}

/** Whether the person's account has its home in another workspace than the app's: a colleague, or an external user. */
export const hasOtherHomeWorkspace = (interaction: Interaction): boolean => {
  const { user, enterprise } = interaction
  const team = installedTeam(interaction)
  if (user.team_id === undefined || team === undefined) return false
  // An account's home may be the organisation itself.
  return user.team_id !== team && user.team_id !== enterprise?.id
}

/**
 * Whether the person belongs to another organisation: in a shared channel they see the app's buttons too, and may read
 * but not change. Never rejects.
 */
export type IsExternalUser = (interaction: Interaction, client: WebClient) => Promise<boolean>

// A modal must be opened within three seconds of the button, and this comes before it.
const ANSWER_TIMEOUT_MS = 1_000
const CACHED_FOR_MS = 3_600_000
const MAX_ORGANISATIONS = 1_000

// The most that a page may hold: docs.slack.dev/reference/methods/auth.teams.list
const PAGE_SIZE = 1_000
// Of cursors that never end.
const MAX_PAGES = 100

/** The workspaces for which an organisation's token is good. Rejects where Slack does not give all of them. */
export const listWorkspaces = async (client: WebClient): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>()
  let cursor = ''
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const from = cursor === '' ? {} : { cursor }
    const answer = await client.auth.teams.list({ limit: PAGE_SIZE, ...from })
    if (!Array.isArray(answer.teams)) throw new TypeError('Slack gave no list of workspaces')
    for (const { id } of answer.teams) if (id !== undefined) ids.add(id)
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') return ids
  }
  throw new RangeError('Slack’s list of workspaces has no end')
}

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
  const workspacesOf = (enterpriseId: string, client: WebClient): Promise<ReadonlySet<string>> => {
    const cached = cache.get(enterpriseId)
    if (cached !== undefined) return cached
    const listed = listWorkspaces(client)
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
