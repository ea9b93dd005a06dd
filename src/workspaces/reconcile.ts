import type { Database } from '../database/database.ts'
import { type Wait, waitQuietly } from '../lib/wait.ts'
import { listWorkspaces } from '../slack/identity.ts'
import type { ClientPool } from '../slack/web-api/client-pool.ts'
import { slackErrorOf } from '../slack/web-api/post-errors.ts'
import { deleteFromOrganisation, deleteUninstalled, teamsByOrganisation } from './delete-workspace.ts'
import type { Installation, InstallationRepository } from './installation-repository.ts'
import type { UninstallOptions } from './uninstall-listener.ts'

const DAY_MS = 24 * 60 * 60_000

/** How long rows are kept without an installation: enough to go over to OAuth, and to install the app anew. */
export const KEPT_UNINSTALLED_MS = 7 * DAY_MS

// Where the database was unavailable.
const RETRY_MS = 60_000
// Until an empty list is believed: the next day's.
const CONFIRM_AFTER_MS = DAY_MS / 2

// docs.slack.dev/reference/methods/auth.test, "Errors": the app was uninstalled or its token revoked.
const UNINSTALLED: readonly (string | null)[] = ['token_revoked', 'account_inactive']

export type ReconcileOptions = UninstallOptions & {
  readonly database: Database
  readonly repository: Pick<InstallationRepository, 'list'>
  readonly clients: ClientPool
  /** In ms since the epoch. */
  readonly clock: () => number
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

type Asked = { readonly installation: Installation; readonly askedAt: number }

/** The installations that are gone, with when Slack was asked about each, in ms since the epoch, and the valid ones. */
const checkInstallations = async (
  installations: readonly Installation[],
  { clients, clock, log }: ReconcileOptions,
): Promise<{ readonly gone: readonly Asked[]; readonly valid: readonly Asked[] }> => {
  const checked = []
  for (const installation of installations) {
    // Before it was asked, in whole seconds: whoever installs meanwhile has installed since.
    const askedAt = clock() - 1_000
    checked.push({ installation, askedAt, check: await checkToken(clients, installation) })
  }
  const refused = checked.filter(({ check }) => check === 'refused')
  const valid = checked.filter(({ check }) => check === 'valid')
  // A server that knows at least one of these tokens is the Slack that they are from.
  const isTheirSlack = valid.length > 0
  if (refused.length > 0 && !isTheirSlack)
    log.error(
      { installations: refused.length },
      'no token is valid at SLACK_API_URL: nothing is deleted; is it the right address?',
    )
  const isGone = (check: TokenCheck): boolean =>
    check === 'uninstalled' || (check === 'refused' && isTheirSlack)
  return { gone: checked.filter(({ check }) => isGone(check)), valid }
}

/** Since when, in ms since the epoch, Slack lists no workspace at all of an organisation. */
type EmptySince = Map<string, number>

/** Those of an organisation's workspaces that Slack does not list; none where its list cannot be had, or not be believed. */
const findRevoked = async (
  { enterpriseId: enterprise, botToken }: Installation,
  teams: readonly string[],
  { clients, clock, log }: ReconcileOptions,
  emptySince: EmptySince,
): Promise<readonly string[]> => {
  try {
    const listed = await listWorkspaces(clients.clientOf(botToken, undefined))
    if (listed.size > 0) {
      emptySince.delete(enterprise)
      return teams.filter((team) => !listed.has(team))
    }
  } catch (error) {
    emptySince.delete(enterprise)
    log.error(
      { enterprise, err: error },
      'the workspaces of an organisation cannot be listed: none is deleted',
    )
    return []
  }
  // It may be true, and may be a fault of Slack's that would delete everything.
  const since = emptySince.get(enterprise) ?? clock()
  emptySince.set(enterprise, since)
  if (clock() - since >= CONFIRM_AFTER_MS) return teams
  log.error(
    { enterprise },
    'Slack lists no workspace of an organisation: if it still does tomorrow, all are deleted',
  )
  return []
}

/**
 * Deletes what is kept of workspaces that have left an organisation with the app, or from which it was taken there: its
 * token stays valid. How many; null where the database was unavailable.
 */
const deleteRevoked = async (
  installation: Installation,
  options: ReconcileOptions,
  emptySince: EmptySince,
): Promise<number | null> => {
  const { database, forget, log } = options
  const { enterpriseId } = installation
  // Before Slack is asked: a workspace that gets the app meanwhile would not be on its list.
  const teams = await database.use((db) => teamsByOrganisation(db, enterpriseId))
  if (!teams.ok) return null
  if (teams.value.length === 0) return 0
  const revoked = await findRevoked(installation, teams.value, options, emptySince)
  if (revoked.length === 0) return 0
  const deleted = await database.use((db) =>
    // Some may have installed the app by themselves meanwhile, or joined another organisation.
    db.transaction().execute((tx) => deleteFromOrganisation(tx, enterpriseId, revoked)),
  )
  if (!deleted.ok) return null
  for (const teamId of deleted.value) forget({ enterpriseId, teamId, organisationWide: false })
  log.info({ enterprise: enterpriseId, teams: deleted.value }, 'uninstalled, as its organisation’s list says')
  return deleted.value.length
}

/**
 * Deletes what is kept of workspaces without the app; false where the database was unavailable. An organisation's
 * `emptySince` is of earlier runs.
 */
export const reconcile = async (
  options: ReconcileOptions,
  emptySince: EmptySince = new Map(),
): Promise<boolean> => {
  const { database, repository, deleteWorkspace, forget, clock, log } = options
  const installations = await repository.list()
  if (!installations.ok) return false
  let deletions = 0
  const { gone, valid } = await checkInstallations(installations.value, options)
  for (const { installation, askedAt } of gone) {
    const deleted = await deleteWorkspace(installation, askedAt)
    forget(installation)
    if (!deleted.ok) return false
    const { enterpriseId: enterprise, teamId: team } = installation
    log.info({ enterprise, team, result: deleted.value }, 'uninstalled, as Slack says of its token')
    deletions += 1
  }
  for (const { installation } of valid) {
    if (!installation.organisationWide) continue
    const revoked = await deleteRevoked(installation, options, emptySince)
    if (revoked === null) return false
    deletions += revoked
  }
  const swept = await database.use((db) =>
    db.transaction().execute((tx) => deleteUninstalled(tx, clock(), KEPT_UNINSTALLED_MS)),
  )
  if (!swept.ok) return false
  if (swept.value > 0)
    log.info({ workspaces: swept.value }, 'deleted what was kept of workspaces without the app')
  if (deletions + swept.value > 0) options.afterUninstall()
  return true
}

/**
 * Reconciles once the database is ready and then daily. Slack does not repeat an event that it has had an ack for, so
 * an uninstall that came while the database was unavailable would be lost with the process.
 */
export const startReconciliation = (options: ReconcileOptions): { readonly stop: () => void } => {
  const { database, log, wait = waitQuietly } = options
  const stopping = new AbortController()
  const emptySince: EmptySince = new Map()
  const run = async (): Promise<void> => {
    await database.ready()
    while (!stopping.signal.aborted) {
      const wasReady = await reconcile(options, emptySince).catch((error: unknown) => {
        log.error({ err: error }, 'installations could not be reconciled: they are again tomorrow')
        return true
      })
      await wait(wasReady ? DAY_MS : RETRY_MS, stopping.signal)
    }
  }
  // Closed before it was ever ready.
  run().catch(() => undefined)
  return { stop: () => stopping.abort() }
}
