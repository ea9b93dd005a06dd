import type { Database } from '../database/database.ts'
import { type Wait, waitQuietly } from '../lib/wait.ts'
import type { ClientPool } from '../slack/web-api/client-pool.ts'
import { slackErrorOf } from '../slack/web-api/slack-error.ts'
import { type DeleteWorkspace, deleteUninstalled } from './delete-workspace.ts'
import type { Installation, InstallationKey, InstallationRepository } from './installation-repository.ts'

const DAY_MS = 24 * 60 * 60_000
// Where the database was unavailable.
const RETRY_MS = 60_000

// docs.slack.dev/reference/methods/auth.test, "Errors": the app was uninstalled or its token revoked.
const UNINSTALLED: readonly (string | null)[] = ['token_revoked', 'account_inactive']

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

/** 'refused': Slack does not know the token, as it knows none where SLACK_API_URL is another's. */
type TokenCheck = 'valid' | 'uninstalled' | 'refused' | 'unknown'

const checkToken = async (clients: ClientPool, { botToken, teamId }: Installation): Promise<TokenCheck> => {
  try {
    await clients.clientOf(botToken, teamId || undefined).auth.test()
    return 'valid'
  } catch (error) {
    const reason = slackErrorOf(error)
    if (UNINSTALLED.includes(reason)) return 'uninstalled'
    // Anything else, Slack being unreachable above all, says nothing about the installation.
    return reason === 'invalid_auth' ? 'refused' : 'unknown'
  }
}

/** The installations that are gone, with when Slack was asked about each, in ms since the epoch. */
const findUninstalled = async (
  installations: readonly Installation[],
  { clients, clock, log }: ReconcileOptions,
): Promise<readonly { readonly installation: Installation; readonly askedAt: number }[]> => {
  const checked = []
  for (const installation of installations) {
    // Before it was asked, in whole seconds: whoever installs meanwhile has installed since.
    const askedAt = clock() - 1_000
    checked.push({ installation, askedAt, check: await checkToken(clients, installation) })
  }
  const refused = checked.filter(({ check }) => check === 'refused')
  // A server that knows at least one of these tokens is the Slack that they are from.
  const isTheirSlack = checked.some(({ check }) => check === 'valid')
  if (refused.length > 0 && !isTheirSlack)
    log.error(
      { installations: refused.length },
      'no token is valid at SLACK_API_URL: nothing is deleted; is it the right address?',
    )
  return checked.filter(({ check }) => check === 'uninstalled' || (check === 'refused' && isTheirSlack))
}

/** Deletes what is kept of workspaces without the app; false where the database was unavailable. */
export const reconcile = async (options: ReconcileOptions): Promise<boolean> => {
  const { database, repository, deleteWorkspace, forget, log } = options
  const installations = await repository.list()
  if (!installations.ok) return false
  let deletions = 0
  for (const { installation, askedAt } of await findUninstalled(installations.value, options)) {
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
