import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/**
 * Called with the workspace whose app is used, in the transaction that stores something. What is stored of a workspace
 * without a row in `workspace` is refused by the database (`isNotRegistered`).
 */
export type RegisterWorkspace = (tx: Kysely<Tables>, teamId: string) => Promise<void>

/** Where the token of the one workspace is configured. */
export const registerWhenStoring: RegisterWorkspace = async (tx, teamId) => {
  await tx
    .insertInto('workspace')
    .values({ team_id: teamId })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Where workspaces install the app: they are registered when their installation is saved or found. */
export const registeredByInstallation: RegisterWorkspace = async () => undefined

/** Whether something was not stored because its workspace does not have the app. */
export const isNotRegistered = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23503' &&
  'constraint' in error &&
  String(error.constraint).endsWith('_workspace')
