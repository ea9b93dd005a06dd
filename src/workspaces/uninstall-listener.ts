import type { App } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import pRetry from 'p-retry'
import type { LogAt } from '../observability/log.ts'
import type { EventBody } from '../slack/transport/payload-schema.ts'
import type { DeleteWorkspace, DeletionReason } from './delete-workspace.ts'
import type { InstallationKey } from './installation-repository.ts'

export type UninstallOptions = {
  readonly deleteWorkspace: DeleteWorkspace
  /** Forgets the installation in memory. */
  readonly forget: (key: InstallationKey) => void
  /** Called once all of it is deleted. */
  readonly afterUninstall: () => void
  readonly log: LogAt<'info' | 'error'>
}

// Many times what Slack could send again within its hour of retries.
const MAX_SEEN_EVENTS = 10_000
const RETRY_DELAYS = { minTimeout: 1_000, maxTimeout: 60_000, retries: Number.POSITIVE_INFINITY, unref: true }

/** An event, with when it happened, in seconds since the epoch. */
type UninstallEvent = EventBody & { readonly event_id: string; readonly event_time: number }

/** Who uninstalled. For a whole organisation there is no team id, or the organisation's id in its place. */
export const installationKeyOf = (body: EventBody): InstallationKey | null => {
  const [authorization] = body.authorizations ?? []
  const enterpriseId = body.enterprise_id ?? authorization?.enterprise_id ?? ''
  const teamId = body.team_id ?? authorization?.team_id ?? ''
  const isWorkspace =
    teamId !== '' && teamId !== enterpriseId && authorization?.is_enterprise_install !== true
  if (isWorkspace) return { enterpriseId, teamId, organisationWide: false }
  return enterpriseId === '' ? null : { enterpriseId, teamId: '', organisationWide: true }
}

/** What is to be deleted, since when (in ms since the epoch), and why. */
type Deletion = readonly [key: InstallationKey, at: number, reason: DeletionReason]

/**
 * Registers the events by which Slack says that the app was uninstalled, in any order and perhaps twice, or that an
 * organisation has taken it from some workspaces: what is kept of the workspace or organisation is deleted. Slack has
 * had its ack and does not repeat the event, so deleting is retried while the database is unavailable, until `stop`.
 */
export const registerUninstall = (app: App, options: UninstallOptions): { readonly stop: () => void } => {
  const { deleteWorkspace, forget, afterUninstall, log } = options
  const stopping = new AbortController()
  const seen = new LRUCache<string, true>({ max: MAX_SEEN_EVENTS })

  const remove = async (...deletion: Deletion): Promise<boolean> => {
    const [key] = deletion
    const deleted = await deleteWorkspace(...deletion)
    // Again: a request may have read the installation meanwhile.
    forget(key)
    if (!deleted.ok) return false
    const { enterpriseId: enterprise, teamId: team } = key
    afterUninstall()
    log.info({ enterprise, team, result: deleted.value }, 'uninstalled')
    return true
  }

  const retry = async (...deletion: Deletion): Promise<void> => {
    const [{ teamId: team }] = deletion
    log.error({ team }, 'the database is away: what is kept of a workspace that left is not yet deleted')
    const attempt = async (): Promise<void> => {
      if (!(await remove(...deletion))) throw new Error('the database is unavailable')
    }
    try {
      await pRetry(attempt, { ...RETRY_DELAYS, signal: stopping.signal })
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error }, 'a workspace that left was not deleted')
    }
  }

  const uninstall = async (
    body: UninstallEvent,
    keys: readonly InstallationKey[],
    reason: DeletionReason,
  ): Promise<void> => {
    if (keys.length === 0 || seen.has(body.event_id)) return
    seen.set(body.event_id, true)
    const at = body.event_time * 1_000
    for (const key of keys) forget(key)
    for (const key of keys) {
      const isRemoved = await remove(key, at, reason).catch((error: unknown) => {
        log.error({ err: error, team: key.teamId }, 'what is kept of a workspace that left cannot be deleted')
        return false
      })
      if (!isRemoved) void retry(key, at, reason)
    }
  }
  const uninstalled = (body: UninstallEvent): Promise<void> => {
    const key = installationKeyOf(body)
    return uninstall(body, key === null ? [] : [key], 'uninstalled')
  }

  app.event('app_uninstalled', async ({ body }) => uninstalled(body))
  app.event('tokens_revoked', async ({ event, body }) => {
    // Persons' tokens, of which this app has none, may be revoked without it.
    if ((event.tokens.bot ?? []).length > 0) await uninstalled(body)
  })
  app.event('team_access_revoked', async ({ event, body }) => {
    const enterpriseId = body.enterprise_id ?? ''
    const keys = event.team_ids.map((teamId) => ({ enterpriseId, teamId, organisationWide: false }))
    await uninstall(body, keys, 'access-revoked')
  })
  return { stop: () => stopping.abort() }
}
