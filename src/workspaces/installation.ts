import type { Installation as SlackInstallation } from '@slack/bolt'

/** Where the app is installed: `teamId` is '' where a whole organisation has it, `enterpriseId` '' outside of one. */
export type InstallationKey = {
  readonly enterpriseId: string
  readonly teamId: string
  readonly organisationWide: boolean
}

/** The app in one workspace or in a whole organisation, and what it needs to act there. */
export type Installation = InstallationKey & {
  readonly botToken: string
  readonly botId: string
  readonly botUserId: string
  readonly scopes: readonly string[]
}

/** Reads what the OAuth flow ended with; null without a bot, and without a workspace or organisation. */
export const fromSlack = (given: SlackInstallation): Installation | null => {
  const { team, enterprise, bot, isEnterpriseInstall: organisationWide = false } = given
  const enterpriseId = enterprise?.id ?? ''
  const teamId = organisationWide ? '' : (team?.id ?? '')
  if (bot === undefined || (organisationWide ? enterpriseId : teamId) === '') return null
  const { token: botToken, id: botId, userId: botUserId, scopes } = bot
  return { enterpriseId, teamId, organisationWide, botToken, botId, botUserId, scopes }
}
