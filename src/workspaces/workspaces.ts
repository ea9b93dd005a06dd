import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { LogAt } from '../observability/log.ts'
import type { ClientPool } from '../slack/web-api/client-pool.ts'
import { createDeleteWorkspace } from './delete-workspace.ts'
import { createInstallations } from './installation-cache.ts'
import { createInstallationRepository, type InstallationRepository } from './installation-repository.ts'
import { createUsedStates } from './oauth-callback.ts'
import { startReconciliation } from './reconcile.ts'
import { createTokenCipher } from './token-cipher.ts'

type WorkspacesOptions = {
  readonly database: Database
  /** In base64; none where the one workspace's token is configured, and nobody installs anything. */
  readonly encryptionKeys: readonly string[]
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly log: LogAt<'info' | 'error'>
}

/** Encrypts every token under another key than the first of ENCRYPTION_KEY with that one. */
const reencryptTokens = async (log: WorkspacesOptions['log'], repository: InstallationRepository) => {
  const done = await repository.reencrypt()
  if (!done.ok)
    return log.error({}, 'tokens could not be encrypted anew, since the database is away: restart the app')
  const { reencrypted, unreadable } = done.value
  if (unreadable > 0)
    log.error({ unreadable }, 'tokens that no key in ENCRYPTION_KEY decrypts: put their key back')
  else log.info({ reencrypted }, 'all tokens are encrypted with the first key of ENCRYPTION_KEY')
}

/** Where the one workspace's token is configured it has the app without an installation. */
const keepWithoutInstallation = (database: Database) =>
  database.use((db) =>
    db
      .updateTable('workspace')
      .set({ uninstalled_since: null })
      .where('uninstalled_since', 'is not', null)
      .execute(),
  )

/**
 * Who has installed the app, and how what is kept of them is deleted, in the database. Once it is ready, tokens under
 * an older key are encrypted under the first.
 */
export const createWorkspaces = (options: WorkspacesOptions) => {
  const { database, encryptionKeys, clock, log } = options
  const isOauth = encryptionKeys.length > 0
  // Without installations nothing is ever encrypted: any key will do.
  const cipher = createTokenCipher(isOauth ? encryptionKeys : [randomBytes(32).toString('base64')])
  const repository = createInstallationRepository(database, cipher)
  const onceReady = isOauth
    ? database.ready().then(() => reencryptTokens(log, repository))
    : database.ready().then(() => keepWithoutInstallation(database))
  onceReady.catch((error: unknown) => {
    // Closed before it was ever ready: nothing was read, and nothing is lost.
    if (database.state() !== 'ready') return
    const failure = isOauth
      ? 'tokens could not be encrypted anew'
      : 'this workspace would be deleted over OAuth: restart the app before a change to it'
    log.error({ err: error }, failure)
  })
  const installations = createInstallations(repository, clock)
  const deleteWorkspace = createDeleteWorkspace(database)
  return {
    installations,
    deleteWorkspace,
    usedStates: createUsedStates(database),
    /** For what stores something of a workspace. */
    register: isOauth ? registeredByInstallation : registerWhenStoring,
    /** Begins to delete, now and daily, what is kept of workspaces without the app. */
    startReconciliation: (clients: ClientPool, afterUninstall: () => void): { readonly stop: () => void } =>
      isOauth
        ? startReconciliation({
            ...{ database, repository, clients, deleteWorkspace, afterUninstall, clock, log },
            forget: installations.forget,
          })
        : { stop: () => undefined },
  }
}

export type Workspaces = ReturnType<typeof createWorkspaces>

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
const registeredByInstallation: RegisterWorkspace = async () => undefined

/** Whether something was not stored because its workspace does not have the app. */
export const isNotRegistered = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23503' &&
  'constraint' in error &&
  String(error.constraint).endsWith('_workspace')
