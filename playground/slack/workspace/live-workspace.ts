import { randomBytes } from 'node:crypto'
import type { Channel, Organisation, Workspace } from './workspace.ts'

/** A workspace that changes: the object stays, `channels` and `organisation` are what they are now. */
export type LiveWorkspace = Workspace & {
  /** The app joins a channel, as when someone types /invite. */
  invite(channel: string): void
  /** The app leaves a channel. */
  remove(channel: string): void
  archive(channel: string): void
  /** The workspace joins an Enterprise organisation, and keeps its id, its channels and its own install of the app. */
  join(organisation: Organisation): void
  leaveOrganisation(): void
  /** The conversation between a person and the app; made when there is none. */
  directMessage(user: string): Channel
}

/** A workspace that starts as the one given; `orgInstalled` says how the app came to it. */
export const createWorkspace = (
  start: Workspace,
  announce: () => void,
  orgInstalled: (organisation: Organisation | undefined) => boolean = () => false,
): LiveWorkspace => {
  let { channels, organisation } = start
  const app = start.appUser.id
  const set = (next: readonly Channel[]) => {
    channels = next
    announce()
  }
  const change = (id: string, part: (channel: Channel) => Partial<Channel>) => {
    if (!channels.some((it) => it.id === id)) throw new Error(`No channel ${id} in this workspace`)
    set(channels.map((it) => (it.id === id ? { ...it, ...part(it) } : it)))
  }
  const without = ({ members }: Channel) => members.filter((it) => it !== app)
  const open = (user: string): Channel => {
    const id = `D0${randomBytes(4).toString('hex').toUpperCase()}`
    const made: Channel = { id, name: 'directmessage', kind: 'im', members: [user, app], appIsMember: true }
    set([...channels, made])
    return made
  }
  return {
    ...start,
    get channels() {
      return channels
    },
    get organisation() {
      return organisation
    },
    get orgInstalled() {
      return orgInstalled(organisation)
    },
    join: (to) => {
      organisation = to
      announce()
    },
    leaveOrganisation: () => {
      organisation = undefined
      announce()
    },
    invite: (id) => change(id, (it) => ({ appIsMember: true, members: [...without(it), app] })),
    remove: (id) => change(id, (it) => ({ appIsMember: false, members: without(it) })),
    archive: (id) => change(id, () => ({ isArchived: true })),
    directMessage: (user) =>
      channels.find((it) => it.kind === 'im' && it.members.includes(app) && it.members.includes(user)) ??
      open(user),
  }
}
