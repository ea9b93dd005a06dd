import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Result } from '../lib/result.ts'
import type { InstallationKey } from './installation-repository.ts'

/**
 * What came of an uninstall: everything is deleted; or nothing, since the app was installed again before Slack told of
 * the uninstall, or since the workspace has installed the app by itself.
 */
type UninstallResult = 'deleted' | 'reinstalled' | 'installed-by-itself'

/** Why it is deleted. "access-revoked": an organisation that keeps the app has taken it from this workspace. */
export type DeletionReason = 'uninstalled' | 'access-revoked'

/**
 * Deletes what is kept of a workspace or a whole organisation, in one transaction. `at`, in ms since the epoch and
 * known to the second, is when Slack says that the app was uninstalled.
 */
export type DeleteWorkspace = (
  key: InstallationKey,
  at: number,
  reason?: DeletionReason,
) => Promise<Result<UninstallResult, 'unavailable'>>

// An event may come minutes late, or twice, after the app was installed anew: its time is then the older one.
const isReinstalled = async (tx: Transaction<Tables>, id: string, at: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('installation')
    .select('installed_at')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined && Math.floor(row.installed_at.getTime() / 1_000) > Math.floor(at / 1_000)
}

/** The teams that were last seen in this organisation and have not installed the app by themselves. */
export const teamsByOrganisation = async (db: Kysely<Tables>, enterpriseId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('workspace')
    .select('team_id')
    .where('enterprise_id', '=', enterpriseId)
    .where('team_id', 'not in', db.selectFrom('installation').select('id'))
    .execute()
  return rows.map(({ team_id }) => team_id)
}

/** The teams that have lost the app with this installation: what their people saved is deleted. */
const teamsOf = async (
  tx: Transaction<Tables>,
  { enterpriseId, teamId, organisationWide }: InstallationKey,
): Promise<string[]> => {
  if (organisationWide) return teamsByOrganisation(tx, enterpriseId)
  const organisations = tx.selectFrom('installation').select('id').where('organisation_wide', '=', true)
  const lastSeenIn = tx.selectFrom('workspace').select('enterprise_id').where('team_id', '=', teamId)
  const byOrganisation = await organisations
    .where(({ or, eb }) => or([eb('id', '=', enterpriseId), eb('id', 'in', lastSeenIn)]))
    .executeTakeFirst()
  if (byOrganisation === undefined) return [teamId]
  // No request may have named the organisation yet. The rows stay, and are deleted with the organisation's installation.
  await tx
    .updateTable('workspace')
    .set({ enterprise_id: byOrganisation.id })
    .where('team_id', '=', teamId)
    .where('enterprise_id', 'not in', organisations)
    .execute()
  return []
}

/** Deletes all rows of these teams. */
const deleteTeams = async (tx: Transaction<Tables>, teams: readonly string[]): Promise<void> => {
  if (teams.length === 0) return
  // What people keep is deleted with it.
  await tx.deleteFrom('workspace').where('team_id', 'in', teams).execute()
  await tx.deleteFrom('lookup_count').where('team_id', 'in', teams).execute()
}

/** Deletes all rows of those of these teams that have the app through this organisation alone; which they were. */
export const deleteFromOrganisation = async (
  tx: Transaction<Tables>,
  enterpriseId: string,
  teams: readonly string[],
): Promise<readonly string[]> => {
  const deleted = (await teamsByOrganisation(tx, enterpriseId)).filter((team) => teams.includes(team))
  await deleteTeams(tx, deleted)
  return deleted
}

/**
 * Deletes all rows of teams that have had no installation for `keptMs`, nor has the organisation they were last seen in:
 * a workspace whose token was configured (SLACK_BOT_TOKEN) has none before somebody installs the app there. `now` in ms
 * since the epoch.
 */
export const deleteUninstalled = async (
  tx: Transaction<Tables>,
  now: number,
  keptMs: number,
): Promise<number> => {
  const installed = tx.selectFrom('installation').select('id')
  await tx
    .updateTable('workspace')
    .set({ uninstalled_since: null })
    .where('uninstalled_since', 'is not', null)
    .where(({ or, eb }) => or([eb('team_id', 'in', installed), eb('enterprise_id', 'in', installed)]))
    .execute()
  await tx
    .updateTable('workspace')
    .set({ uninstalled_since: new Date(now) })
    .where('uninstalled_since', 'is', null)
    .where('team_id', 'not in', installed)
    .where('enterprise_id', 'not in', installed)
    .execute()
  const { numDeletedRows } = await tx
    .deleteFrom('workspace')
    .where('uninstalled_since', '<', new Date(now - keptMs))
    .executeTakeFirst()
  await tx
    .deleteFrom('lookup_count')
    .where('team_id', 'not in', tx.selectFrom('workspace').select('team_id'))
    .execute()
  return Number(numDeletedRows)
}

const deleteRows = async (
  tx: Transaction<Tables>,
  key: InstallationKey,
  at: number,
  reason: DeletionReason,
): Promise<UninstallResult> => {
  const id = key.organisationWide ? key.enterpriseId : key.teamId
  if (reason === 'access-revoked') {
    const own = await tx.selectFrom('installation').select('id').where('id', '=', id).executeTakeFirst()
    if (own !== undefined) return 'installed-by-itself'
    await deleteTeams(tx, [key.teamId])
    return 'deleted'
  }
  if (await isReinstalled(tx, id, at)) return 'reinstalled'
  // First of all: reading an installation, which registers its workspace, waits for this transaction from here on.
  await tx.deleteFrom('installation').where('id', '=', id).execute()
  await deleteTeams(tx, await teamsOf(tx, key))
  return 'deleted'
}

export const createDeleteWorkspace =
  (database: Database): DeleteWorkspace =>
  (key, at, reason = 'uninstalled') =>
    database.use((db) => db.transaction().execute((tx) => deleteRows(tx, key, at, reason)))
