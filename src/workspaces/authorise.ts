import type { InstallationStore as BoltStore, InstallationQuery } from '@slack/bolt'
import type { ReadQuery } from './find-rows.ts'
import { fromSlack, toSlack } from './installation.ts'
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

const queryOf = ({ enterpriseId, teamId, isEnterpriseInstall }: InstallationQuery<boolean>): ReadQuery => ({
  enterpriseId: enterpriseId ?? '',
  teamId: teamId ?? '',
  organisationWide: isEnterpriseInstall,
})

/** Installations as Bolt's installer and its `authorize` want them; what they cannot do rejects with Unauthorised. */
export const forBolt = (installations: Installations): BoltStore => ({
  storeInstallation: async (given) => {
    const installation = fromSlack(given)
    if (installation === null) throw new Error('Slack gave no bot token')
    const saved = await installations.save(installation)
    if (!saved.ok) throw new Unauthorised('unavailable')
  },
  fetchInstallation: async (query) => {
    const found = await installations.find(queryOf(query)).catch((error: unknown) => {
      // The operator can mend it, and installing again would hide that: to the person it is out of reach.
      throw new Unauthorised('unavailable', { cause: error })
    })
    if (!found.ok) throw new Unauthorised('unavailable')
    if (found.value === null) throw new Unauthorised('not-installed')
    return toSlack(found.value)
  },
})

/** Finds what was thrown under what Bolt and its installer have wrapped around it. */
export const unauthorisedIn = (error: unknown): Unauthorised | null => {
  if (error instanceof Unauthorised) return error
  if (!(error instanceof Error)) return null
  return unauthorisedIn(error.cause ?? ('original' in error ? error.original : undefined))
}
