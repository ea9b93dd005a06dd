import type { Conversation, PageSlack } from './slack-port.ts'
import type { Channel, Person } from './snapshot.ts'

/** The address of a person's conversation with the app, whether it has begun or not. */
const WITH_APP = 'app'

/**
 * A person's conversations, the one with the app last if it has not begun: Slack begins it when they open the app.
 * @param you one of the workspace's people
 */
export function conversationsOf(
  { channels, users, appUser }: PageSlack['workspace'],
  you: Person,
): Channel[] {
  const theirs = channels
    .filter((one) => one.members.includes(you.id))
    .map((one) => titled(one, you, [...users, appUser], appUser))
  if (theirs.some((one) => one.withApp)) return theirs
  return [...theirs, { id: WITH_APP, kind: 'im', title: appUser.name, appIsMember: true, withApp: true }]
}

/** The conversation at an address: a channel's id, or the app. */
export function conversationAt(theirs: readonly Channel[], at: string | undefined): Channel | undefined {
  return theirs.find((one) => one.id === at || (at === WITH_APP && one.withApp))
}

/** Whether anything can have been said in it. */
export function hasBegun({ id }: Channel): boolean {
  return id !== WITH_APP
}

/** Direct messages are titled with the other people's names; channels keep their own. */
function titled(
  { id, kind, name, appIsMember, members }: Conversation,
  you: Person,
  all: readonly Person[],
  app: Person,
): Channel {
  const others = all.filter((one) => one.id !== you.id && members.includes(one.id)).map((one) => one.name)
  const title = kind === 'channel' || kind === 'private' ? name : others.join(', ')
  return { id, kind, title, appIsMember, withApp: kind === 'im' && members.includes(app.id) }
}
