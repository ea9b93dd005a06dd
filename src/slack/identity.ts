/** A workspace, and its organisation where there is one (else ""). */
export type Workspace = { readonly enterpriseId: string; readonly teamId: string }

/** Whose something is: a person of one workspace. */
export type Owner = Workspace & { readonly userId: string }

/** What of an interaction tells who did it, and where. */
export type Interaction = {
  readonly type?: string
  readonly user: { readonly id: string; readonly team_id?: string }
  readonly team?: { readonly id: string } | null
  readonly enterprise?: { readonly id: string } | null
  readonly is_enterprise_install?: boolean
  readonly view?: { readonly app_installed_team_id?: string }
}

/** Who has something looked up: a person, in the workspace the app acts in; null is the app by itself. */
export type Asker = Owner | null

const SUBMITTED: readonly (string | undefined)[] = ['view_submission', 'view_closed']

// What is submitted in a channel shared with another organisation names the visitor's workspace as `team`, and the
// app's beside its view, by which Bolt chooses the token too. Source: github.com/slackapi/bolt-js/issues/1614.
const appsTeam = ({ type, team, view }: Interaction): string | undefined =>
  (SUBMITTED.includes(type) ? view?.app_installed_team_id : undefined) ?? team?.id

/** The workspace whose app was used: what was set up there is found there, whoever pressed. */
export const installedIn = (interaction: Interaction): Workspace => ({
  enterpriseId: interaction.enterprise?.id ?? '',
  teamId: appsTeam(interaction) ?? interaction.user.team_id ?? '',
})

/** Who asks by an interaction. In a channel shared with another organisation that counts where the app acts. */
export const askerOf = (interaction: Interaction): Owner => ({
  ...installedIn(interaction),
  userId: interaction.user.id,
})

/**
 * The owner behind an interaction. In a channel shared with another organisation that is their own workspace. In an
 * organisation it is the workspace acted in, as with a command: `user.team_id` is the one their account is at home
 * in, wherever they are. Source: github.com/slackapi/bolt-js/issues/1875.
 */
export const ownerOf = (interaction: Interaction): Owner => {
  const { user, team, enterprise } = interaction
  if (enterprise) return askerOf(interaction)
  return { enterpriseId: '', teamId: user.team_id ?? team?.id ?? '', userId: user.id }
}

/** Whether the person's account is at home in another workspace than the app's: a visitor, or a colleague. */
export const hasOtherHomeWorkspace = (interaction: Interaction): boolean => {
  const { user, enterprise } = interaction
  const team = appsTeam(interaction)
  if (user.team_id === undefined || team === undefined) return false
  // An account may be the organisation's own.
  return user.team_id !== team && user.team_id !== enterprise?.id
}
