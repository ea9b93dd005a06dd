import type { Authorize } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { LogAt } from '../observability/log.ts'
import type { Workspace } from '../slack/identity.ts'
import { authorizedClient, type ClientPool } from '../slack/web-api/client-pool.ts'
import type { Identity } from '../slack/web-api/slack-readiness.ts'
import { orUnauthorised, Unauthorised } from './authorization.ts'
import type { Installations } from './installation-cache.ts'

/** With whose token Slack is called, for a request and outside of one. */
type WorkspaceClients = {
  /** Bolt's `authorize`, for a request: who the app is there, and the client that `clientIn` gives listeners. */
  readonly authorize: Authorize<boolean>
  /**
   * The client of a workspace for background jobs. Null: not installed there (any more). Rejects with Unauthorised
   * while the installations are unavailable.
   */
  readonly clientFor: ClientFor
}

export type ClientFor = (workspace: Workspace) => Promise<WebClient | null>

/** Clients of listeners, and those of background jobs, which wait out a 429 by themselves. */
type ClientPools = { readonly listeners: ClientPool; readonly jobs: ClientPool }

/** The one workspace whose token is configured. `identity` is empty until Slack has said who the app is. */
export const oneWorkspaceClients = (
  token: string,
  identity: () => Identity,
  { listeners, jobs }: ClientPools,
): WorkspaceClients => ({
  // A function, or Bolt would call auth.test inside the three seconds of a command.
  authorize: async () => ({
    ...identity(),
    ...authorizedClient(() => listeners.clientOf(token, identity().teamId)),
  }),
  clientFor: async () => jobs.clientOf(token, undefined),
})

// What an organisation takes from a workspace is deleted by the event alone, which needs no token: while none can be read,
// it would be acked and lost.
const needsNoInstallation = (body: object | undefined): boolean =>
  Object(Object(body).event).type === 'team_access_revoked'

/**
 * The workspaces that have installed the app. Where there is no installation `authorize` resolves with the `unauthorised`
 * that `requireInstallation` answers: Bolt acks what it rejects, and nothing can be answered then.
 */
export const installedClients = (
  installations: Installations,
  { listeners, jobs }: ClientPools,
  checkScopes: ScopeCheck,
): WorkspaceClients => ({
  authorize: async ({ enterpriseId = '', teamId = '', isEnterpriseInstall: organisationWide }, body) => {
    if (needsNoInstallation(body)) return {}
    const installation = await orUnauthorised(
      installations.find({ enterpriseId, teamId, organisationWide }),
    ).catch((error: unknown) => {
      if (error instanceof Unauthorised) return error
      throw error
    })
    if (installation instanceof Unauthorised) return { unauthorised: installation }
    if (installation === null) return { unauthorised: new Unauthorised('not-installed') }
    const { botToken, botId, botUserId } = installation
    checkScopes(installation.teamId || installation.enterpriseId, installation.scopes)
    // An organisation's installation names no workspace.
    const actsIn = installation.teamId || teamId || undefined
    return { botId, botUserId, ...authorizedClient(() => listeners.clientOf(botToken, actsIn)) }
  },
  clientFor: async ({ teamId }) => {
    const installation = await orUnauthorised(installations.findOfTeam(teamId))
    return installation === null ? null : jobs.clientOf(installation.botToken, teamId)
  },
})

/** What the app asks for when it is installed; test/manifest.test.ts holds manifest.yml to the same. */
export const SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'chat:write.public',
  'app_mentions:read',
  'im:history',
]

/** What the app asks for and was not given. */
export const missingScopes = (given: readonly string[]): readonly string[] =>
  SCOPES.filter((scope) => !given.includes(scope))

/** Such a workspace goes on as before: Slack only leaves out the events that the missing scopes are for. */
export const warnOfMissingScopes = (
  log: LogAt<'warn'>,
  installedIn: string,
  scopes: readonly string[],
): void => {
  const missing = missingScopes(scopes).join(', ')
  if (missing === '') return
  log.warn(
    { installedIn, missing },
    'the app was installed without these scopes and does without: bring its manifest up to date and install it again',
  )
}

const MAX_REMEMBERED = 1_000

/** `installedIn` is the workspace's id or the organisation's. */
type ScopeCheck = (installedIn: string, scopes: readonly string[]) => void

/** Tells the operator, once a workspace, that it was installed with fewer scopes than this version asks for. */
export const createScopeCheck = (log: LogAt<'warn'>): ScopeCheck => {
  const told = new LRUCache<string, true>({ max: MAX_REMEMBERED })
  return (installedIn, scopes) => {
    // Who has them all is looked at again: an administrator may install it anew with fewer.
    if (told.has(installedIn) || missingScopes(scopes).length === 0) return
    told.set(installedIn, true)
    warnOfMissingScopes(log, installedIn, scopes)
  }
}
