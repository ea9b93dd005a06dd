import type { User, Workspace } from './workspace.ts'

/** What every interaction's payload says of its sender: docs.slack.dev/reference/interaction-payloads. */
export const payloadHead = ({ id, domain, appUser }: Workspace, user: User) => ({
  user: { id: user.id, username: user.username, name: user.username, team_id: id },
  api_app_id: appUser.appId,
  token: 'playground-verification-token',
  team: { id, domain },
  enterprise: null,
  is_enterprise_install: false,
})
