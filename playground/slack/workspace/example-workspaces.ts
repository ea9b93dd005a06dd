import type { AppUser, Channel, Organisation, User, Workspace } from './workspace.ts'

const appUser: AppUser = {
  id: 'U0STREETCRIME',
  botId: 'B0STREETCRIME',
  appId: 'A0STREETCRIME',
  name: 'Street Crime',
}

/** The first workspace, and without OAuth the only one. */
export const playground: Workspace = {
  id: 'T0PLAYGROUND',
  domain: 'playground',
  name: 'Playground',
  users: [
    { id: 'U0PRIYA', name: 'Priya', username: 'priya' },
    { id: 'U0SAM', name: 'Sam', username: 'sam' },
    { id: 'U0LEE', name: 'Lee', username: 'lee' },
  ],
  channels: [
    {
      id: 'C0NEIGHBOURS',
      name: 'neighbourhood-watch',
      kind: 'channel',
      members: ['U0PRIYA', 'U0SAM', 'U0LEE'],
      appIsMember: false,
    },
    {
      id: 'C0COMMITTEE',
      name: 'committee',
      kind: 'private',
      members: ['U0PRIYA', 'U0SAM'],
      appIsMember: false,
    },
    {
      id: 'D0PRIYASAM',
      name: 'directmessage',
      kind: 'im',
      members: ['U0PRIYA', 'U0SAM'],
      appIsMember: false,
    },
    {
      id: 'G0PRIYASAMLEE',
      name: 'mpdm-priya--sam--lee-1',
      kind: 'mpim',
      members: ['U0PRIYA', 'U0SAM', 'U0LEE'],
      appIsMember: false,
    },
    {
      id: 'D0PRIYAAPP',
      name: 'directmessage',
      kind: 'im',
      members: ['U0PRIYA', appUser.id],
      appIsMember: true,
    },
  ],
  appUser,
}

const APP_ID = playground.appUser.appId

const appUserOf = (mark: string): AppUser => ({
  id: `U0APP${mark}`,
  botId: `B0APP${mark}`,
  appId: APP_ID,
  name: 'Street Crime',
})

const publicChannel = (id: string, name: string, users: readonly User[]): Channel => ({
  id,
  name,
  kind: 'channel',
  members: users.map((user) => user.id),
  appIsMember: false,
})

const workspaceOf = (mark: string, name: string, users: readonly User[], appUser: AppUser): Workspace => ({
  id: `T0${mark}`,
  domain: name.toLowerCase(),
  name,
  users,
  channels: [publicChannel(`C0${mark}`, 'general', users)],
  appUser,
})

const person = (id: string, name: string): User => ({ id, name, username: name.toLowerCase() })

/** The organisation of the last two workspaces. */
export const county: Organisation = { id: 'E0COUNTY', name: 'County Council', domain: 'county' }

// A person of an organisation has one id in all of its workspaces: docs.slack.dev/enterprise, "User IDs".
const kim: User = { ...person('U0KIM', 'Kim'), home: 'T0SOUTH' }
const inCounty = appUserOf('COUNTY')

/** A workspace of its own, beside the playground's. */
export const harbour = workspaceOf('HARBOUR', 'Harbour', [person('U0ANA', 'Ana')], appUserOf('HARBOUR'))

export const north: Workspace = {
  ...workspaceOf('NORTH', 'North', [kim, person('U0NIA', 'Nia')], inCounty),
  organisation: county,
}

export const south: Workspace = {
  ...workspaceOf('SOUTH', 'South', [kim, person('U0SOL', 'Sol')], inCounty),
  organisation: county,
}

/** Two workspaces of their own, and an organisation with two. */
export const manyWorkspaces: readonly [Workspace, ...Workspace[]] = [playground, harbour, north, south]
