import type { User, Workspace } from '../workspace/workspace.ts'

const teamOf = ({ id, domain, organisation }: Workspace) =>
  organisation
    ? { id, domain, enterprise_id: organisation.id, enterprise_name: organisation.name }
    : { id, domain }

/**
 * What every interaction's payload says of its sender: docs.slack.dev/reference/interaction-payloads. In a view of an app
 * that a whole organisation has, `team` is null: Bolt's buildSource says so of such installs. `user.team_id` is where the
 * account is at home, in all workspaces of its organisation: github.com/slackapi/bolt-js/issues/1875.
 */
export const payloadHead = (workspace: Workspace, user: User, inView = false) => ({
  user: { id: user.id, username: user.username, name: user.username, team_id: user.home ?? workspace.id },
  api_app_id: workspace.appUser.appId,
  token: 'playground-verification-token',
  team: inView && workspace.orgInstalled === true ? null : teamOf(workspace),
  enterprise: workspace.organisation
    ? { id: workspace.organisation.id, name: workspace.organisation.name }
    : null,
  is_enterprise_install: workspace.orgInstalled === true,
})
