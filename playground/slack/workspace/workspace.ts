export type User = {
  readonly id: string
  readonly name: string
  readonly username: string
  /** In an organisation: the workspace in which the account is at home, whatever others it is in. */
  readonly home?: string
}

export type Channel = {
  readonly id: string
  readonly name: string
  readonly kind: 'channel' | 'private' | 'im' | 'mpim'
  /** User ids, the app's among them where it takes part. Everyone in the workspace may read a public channel. */
  readonly members: readonly string[]
  readonly appIsMember: boolean
  readonly isArchived?: boolean
}

export type AppUser = {
  readonly id: string
  readonly botId: string
  readonly appId: string
  readonly name: string
}

/** An Enterprise organisation, to which several workspaces belong. */
export type Organisation = { readonly id: string; readonly name: string; readonly domain: string }

export type Workspace = {
  readonly id: string
  readonly domain: string
  readonly name: string
  readonly users: readonly User[]
  readonly channels: readonly Channel[]
  readonly appUser: AppUser
  readonly organisation?: Organisation | undefined
  /** Whether the app is here because the whole organisation has it, and not because this workspace has. */
  readonly orgInstalled?: boolean
}

/** A conversation's name as a payload gives it. "directmessage" and "privategroup" are seen in payloads (?). */
export const payloadName = (channel: Channel): string =>
  channel.kind === 'private' ? 'privategroup' : channel.name

/** Whether a person may read a conversation: everyone may read a public channel. */
export const canRead = (channel: Channel, user: string): boolean =>
  channel.kind === 'channel' || channel.members.includes(user)

export const findUser = (workspace: Workspace, id: string): User => {
  const user = workspace.users.find((it) => it.id === id)
  if (!user) throw new Error(`No user ${id} in this workspace`)
  return user
}

/** The channel and the person in it. Throws for an unknown one, or a person who is not a member. */
export const findMember = (workspace: Workspace, userId: string, channelId: string) => {
  const user = findUser(workspace, userId)
  const channel = workspace.channels.find((it) => it.id === channelId)
  if (!channel?.members.includes(userId)) throw new Error(`No channel ${channelId} that ${userId} is in`)
  return { user, channel }
}
