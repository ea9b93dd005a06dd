import type { Database } from '../database/database.ts'
import { type Wait, waitQuietly } from '../lib/wait.ts'
import type { ClientPool } from '../slack/web-api/client-pool.ts'
import { slackErrorOf } from '../slack/web-api/slack-error.ts'
import type { DeleteWorkspace } from './delete-workspace.ts'
import { deleteUninstalled } from './delete-workspace.ts'
import type { Installation, InstallationKey } from './installation.ts'
import type { InstallationRepository } from './installation-repository.ts'

const DAY_MS = 24 * 60 * 60_000
// Where the database was unavailable.
const RETRY_MS = 60_000

// docs.slack.dev/reference/methods/auth.test, "Errors": the app was uninstalled or its token revoked.
const UNINSTALLED: readonly (string | null)[] = ['token_revoked', 'account_inactive', 'invalid_auth']

export type ReconcileOptions = {
  readonly database: Database
  readonly repository: Pick<InstallationRepository, 'list'>
  readonly clients: ClientPool
  readonly deleteWorkspace: DeleteWorkspace
  /** Forgets the installation in memory. */
  readonly forget: (key: InstallationKey) => void
  /** Called once something was deleted. */
  readonly afterUninstall: () => Promise<void>
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly log: {
    readonly info: (fields: object, message: string) => void
    readonly error: (fields: object, message: string) => void
  }
  readonly wait?: Wait
}

const isUninstalled = async (clients: ClientPool, { botToken, teamId }: Installation): Promise<boolean> => {
  try {
    await clients.clientOf(botToken, teamId || undefined).auth.test()
    return false
  } catch (error) {
    // Anything else, Slack being unreachable above all, says nothing about the installation.
    return UNINSTALLED.includes(slackErrorOf(error))
  }
}

/** Deletes what is kept of workspaces without the app; false where the database was unavailable. */
export const reconcile = async (options: ReconcileOptions): Promise<boolean> => {
  const { database, repository, clients, deleteWorkspace, forget, clock, log } = options
  const installations = await repository.list()
  if (!installations.ok) return false
  let deletions = 0
  for (const installation of installations.value) {
    // Before it was asked, in whole seconds: whoever installs meanwhile has installed since.
    const askedAt = clock() - 1_000
    if (!(await isUninstalled(clients, installation))) continue
    const deleted = await deleteWorkspace(installation, askedAt)
    forget(installation)
    if (!deleted.ok) return false
    const { enterpriseId: enterprise, teamId: team } = installation
    log.info({ enterprise, team, result: deleted.value }, 'uninstalled, as Slack says of its token')
    deletions += 1
  }
  const swept = await database.use((db) => db.transaction().execute(deleteUninstalled))
  if (!swept.ok) return false
  if (swept.value > 0)
    log.info({ workspaces: swept.value }, 'deleted what was kept of workspaces without the app')
  if (deletions + swept.value > 0) await options.afterUninstall()
  return true
}

/**
 * Reconciles once the database is ready and then daily. Slack does not repeat an event that it has had an ack for, so
 * an uninstall that came while the database was unavailable would be lost with the process.
 */
export const startReconciliation = (options: ReconcileOptions): { readonly stop: () => void } => {
  const { database, log, wait = waitQuietly } = options
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    await database.ready()
    while (!stopping.signal.aborted)
      await wait((await reconcile(options)) ? DAY_MS : RETRY_MS, stopping.signal)
  }
  run().catch((error: unknown) => {
    if (database.state() === 'ready') log.error({ err: error }, 'installations could not be reconciled')
  })
  return { stop: () => stopping.abort() }
}
