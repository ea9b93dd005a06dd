import type { Transaction } from 'kysely'
import type { Database } from '../database/database.ts'
import { OWNED_TABLES, type Tables } from '../database/tables.ts'
import type { Result } from '../lib/result.ts'
import type { Place } from './installation.ts'

/** What came of an uninstall: everything is gone, or somebody had installed again before we heard of it. */
export type UninstalledWorkspace = 'left' | 'installed-since'

/**
 * Deletes what is kept of a workspace or a whole organisation, in one transaction. `at`, in ms since the epoch and
 * known to the second, is when Slack says that it left.
 */
export type DeleteWorkspace = (
  place: Place,
  at: number,
) => Promise<Result<UninstalledWorkspace, 'unavailable'>>

/** The rows of one workspace, or of all workspaces of an organisation. */
const those = ({ enterpriseId, teamId, organisationWide }: Place) =>
  organisationWide ? (['enterprise_id', enterpriseId] as const) : (['team_id', teamId] as const)

// An event may come minutes late, or twice, when the app is there anew: its time is then the older one.
const isInstalledSince = async (tx: Transaction<Tables>, place: Place, at: number): Promise<boolean> => {
  const [column, id] = those(place)
  const row = await tx
    .selectFrom('installation')
    .select('installed_at')
    .where(column, '=', id)
    .where('organisation_wide', '=', place.organisationWide)
    .executeTakeFirst()
  return row !== undefined && Math.floor(row.installed_at.getTime() / 1_000) > Math.floor(at / 1_000)
}

/** Whether the workspace still has the app, through its organisation: what its people saved then stays. */
const isCovered = async (
  tx: Transaction<Tables>,
  { enterpriseId, organisationWide }: Place,
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

const left = async (tx: Transaction<Tables>, place: Place, at: number): Promise<UninstalledWorkspace> => {
  if (await isInstalledSince(tx, place, at)) return 'installed-since'
  const [column, id] = those(place)
  await tx.deleteFrom('installation').where(column, '=', id).execute()
  if (await isCovered(tx, place)) return 'left'
  for (const table of OWNED_TABLES) await tx.deleteFrom(table).where(column, '=', id).execute()
  return 'left'
}

/** Deletes in the database. */
export const createDeleteWorkspace =
  (database: Database): DeleteWorkspace =>
  (place, at) =>
    database.use((db) => db.transaction().execute((tx) => left(tx, place, at)))
