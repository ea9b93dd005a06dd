import { type Channel, payloadName, type User, type Workspace } from '../workspace/workspace.ts'

export type Seat = { readonly user: User; readonly channel: Channel }
type Links = { readonly response_url: string; readonly trigger_id: string }

/** What a slash command carries, over HTTP as a form and over a socket as JSON. Fields: SLACK.md, "Form fields". */
export const commandFields = (
  workspace: Workspace,
  { user, channel }: Seat,
  command: string,
  text: string,
  links: Links,
): Readonly<Record<string, string>> => ({
  // The verification token is deprecated but still sent; nobody should look at it.
  token: 'playground-verification-token',
  team_id: workspace.id,
  team_domain: workspace.domain,
  channel_id: channel.id,
  channel_name: payloadName(channel),
  user_id: user.id,
  user_name: user.username,
  command,
  text,
  api_app_id: workspace.appUser.appId,
  is_enterprise_install: String(workspace.orgInstalled === true),
  // SLACK.md, "Form fields": on Grid only.
  ...(workspace.organisation
    ? { enterprise_id: workspace.organisation.id, enterprise_name: workspace.organisation.name }
    : {}),
  ...links,
})
