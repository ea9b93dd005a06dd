import type { Transaction } from 'kysely'
import type { Database } from '../database/database.ts'
import { type Tables, WORKSPACE_TABLES } from '../database/tables.ts'
import type { Result } from '../lib/result.ts'
import type { InstallationKey } from './installation.ts'

/** What came of an uninstall: everything is deleted, or somebody had installed again before it was heard of. */
export type UninstallResult = 'deleted' | 'reinstalled'

/**
 * Deletes what is kept of a workspace or a whole organisation, in one transaction. `at`, in ms since the epoch and
 * known to the second, is when Slack says that the app was uninstalled.
 */
export type DeleteWorkspace = (
  key: InstallationKey,
  at: number,
) => Promise<Result<UninstallResult, 'unavailable'>>

/** The column and the id that find the rows of one workspace, or of all workspaces of an organisation. */
const ownerOf = ({ enterpriseId, teamId, organisationWide }: InstallationKey) =>
  organisationWide ? (['enterprise_id', enterpriseId] as const) : (['team_id', teamId] as const)

// An event may come minutes late, or twice, after the app was installed anew: its time is then the older one.
const isReinstalled = async (tx: Transaction<Tables>, key: InstallationKey, at: number): Promise<boolean> => {
  const [column, id] = ownerOf(key)
  const row = await tx
    .selectFrom('installation')
    .select('installed_at')
    .where(column, '=', id)
    .where('organisation_wide', '=', key.organisationWide)
    .executeTakeFirst()
  return row !== undefined && Math.floor(row.installed_at.getTime() / 1_000) > Math.floor(at / 1_000)
}

/** Whether the workspace still has the app through its organisation: what its people saved then stays. */
const hasOrganisationInstall = async (
  tx: Transaction<Tables>,
  { enterpriseId, organisationWide }: InstallationKey,
): Promise<boolean> => {
  if (organisationWide || enterpriseId === '') return false
  const row = await tx
    .selectFrom('installation')
    .select('team_id')
    .where('enterprise_id', '=', enterpriseId)
    .where('organisation_wide', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

const deleteRows = async (
  tx: Transaction<Tables>,
  key: InstallationKey,
  at: number,
): Promise<UninstallResult> => {
  if (await isReinstalled(tx, key, at)) return 'reinstalled'
  const [column, id] = ownerOf(key)
  await tx.deleteFrom('installation').where(column, '=', id).execute()
  if (await hasOrganisationInstall(tx, key)) return 'deleted'
  for (const table of WORKSPACE_TABLES) await tx.deleteFrom(table).where(column, '=', id).execute()
  return 'deleted'
}

export const createDeleteWorkspace =
  (database: Database): DeleteWorkspace =>
  (key, at) =>
    database.use((db) => db.transaction().execute((tx) => deleteRows(tx, key, at)))
