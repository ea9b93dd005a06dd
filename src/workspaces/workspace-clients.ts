import type { WebClient } from '@slack/web-api'
import type { Workspace } from '../slack/identity.ts'
import type { ClientPool } from '../slack/web-api/client-pool.ts'
import { findInstallation } from './authorization.ts'
import type { Installations } from './installation-cache.ts'

/**
 * The client of a workspace for work outside a request, with its own token. Null: not installed there (any more).
 * Rejects with Unauthorised while the installations are unavailable.
 */
export type ClientFor = (workspace: Workspace) => Promise<WebClient | null>

/** The one workspace's client. */
export const oneClient =
  (token: string, clients: ClientPool): ClientFor =>
  async () =>
    clients.clientOf(token, undefined)

/** Clients by the installations there are. */
export const clientsOf =
  (installations: Installations, clients: ClientPool): ClientFor =>
  async (workspace) => {
    const installation = await findInstallation(installations, { ...workspace, organisationWide: false })
    return installation === null ? null : clients.clientOf(installation.botToken, workspace.teamId)
  }
