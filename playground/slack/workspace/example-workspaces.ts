import {
  type AppUser,
  type Channel,
  type Organisation,
  playground,
  type User,
  type Workspace,
} from './workspace.ts'

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
