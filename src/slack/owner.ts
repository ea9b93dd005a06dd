/** Whose something is: a person of one workspace, and of its organisation where there is one (else ""). */
export type Owner = { readonly enterpriseId: string; readonly teamId: string; readonly userId: string }

type Interaction = {
  readonly user: { readonly id: string; readonly team_id?: string }
  readonly team?: { readonly id: string } | null
  readonly enterprise?: { readonly id: string } | null
}

/** Who has something looked up: a person, in the workspace the app acts in; null is the app by itself. */
export type Asker = Owner | null

/** The owner behind an interaction. In a channel shared with another organisation that is their own workspace. */
export const ownerOf = ({ user, team, enterprise }: Interaction): Owner => ({
  enterpriseId: enterprise?.id ?? '',
  teamId: user.team_id ?? team?.id ?? '',
  userId: user.id,
})

/** A workspace, and its organisation where there is one (else ""). */
export type Installed = { readonly enterpriseId: string; readonly teamId: string }

/** The workspace whose app was used: what was set up there is found there, whoever pressed. */
export const installedIn = ({ user, team, enterprise }: Interaction): Installed => ({
  enterpriseId: enterprise?.id ?? '',
  teamId: team?.id ?? user.team_id ?? '',
})

/** Who asks by an interaction. In a channel shared with another organisation that counts where the app acts. */
export const askerOf = (interaction: Interaction): Owner => ({
  ...installedIn(interaction),
  userId: interaction.user.id,
})

/** Whether the person belongs to another workspace: in a channel shared with it they see our buttons too. */
export const isGuest = ({ user, team }: Interaction): boolean =>
  user.team_id !== undefined && typeof team?.id === 'string' && user.team_id !== team.id
