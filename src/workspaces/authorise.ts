import type { Authorize } from '@slack/bolt'
import type { InstallationStore } from '@slack/oauth'
import { authorizedClient, type ClientPool } from '../slack/web-api/client-pool.ts'
import type { ReadQuery } from './find-rows.ts'
import { fromSlack, type Installation } from './installation.ts'
import type { Installations } from './installations.ts'

/** Why a request cannot be answered for its workspace. */
export class Unauthorised extends Error {
  readonly why: 'not-installed' | 'unavailable'
  constructor(why: 'not-installed' | 'unavailable', options?: ErrorOptions) {
    super(
      why === 'unavailable' ? 'The installations are out of reach' : 'The app is not installed there',
      options,
    )
    this.name = 'Unauthorised'
    this.why = why
  }
}

/** The installation of a workspace, or null. Rejects with Unauthorised where that cannot be known. */
export const findInstallation = async (
  installations: Installations,
  query: ReadQuery,
): Promise<Installation | null> => {
  const found = await installations.find(query).catch((error: unknown) => {
    // The operator can mend it, and installing again would hide that: to the person it is out of reach.
    throw new Unauthorised('unavailable', { cause: error })
  })
  if (!found.ok) throw new Unauthorised('unavailable')
  return found.value
}

/** Bolt's `authorize` where workspaces install the app. Rejects with Unauthorised. */
export const authorizeInstalled =
  (installations: Installations, clients: ClientPool): Authorize<boolean> =>
  async ({ enterpriseId = '', teamId = '', isEnterpriseInstall }) => {
    const query = { enterpriseId, teamId, organisationWide: isEnterpriseInstall }
    const installation = await findInstallation(installations, query)
    if (installation === null) throw new Unauthorised('not-installed')
    const { botToken, botId, botUserId } = installation
    // An organisation's installation names no workspace.
    const actsIn = installation.teamId || teamId || undefined
    return { botId, botUserId, ...authorizedClient(() => clients.clientOf(botToken, actsIn)) }
  }

/** Keeps what @slack/oauth has obtained. It reads nothing back: Bolt is given an `authorize` of ours. */
export const installationStore = (installations: Installations): InstallationStore => ({
  storeInstallation: async (given) => {
    const installation = fromSlack(given)
    if (installation === null) throw new Error('Slack gave no bot token')
    const saved = await installations.save(installation)
    if (!saved.ok) throw new Unauthorised('unavailable')
  },
  fetchInstallation: () => Promise.reject(new Error('installations are read by authorize alone')),
})

/** Finds what was thrown under what Bolt and its installer have wrapped around it. */
export const unauthorisedIn = (error: unknown): Unauthorised | null => {
  if (error instanceof Unauthorised) return error
  if (!(error instanceof Error)) return null
  return unauthorisedIn(error.cause ?? ('original' in error ? error.original : undefined))
}
