import type { FaultSwitch } from './fault-switch.ts'
import type { Conversation, PageSlack } from './slack-port.ts'
import type { Channel, Example, Person, Snapshot } from './snapshot.ts'
import type { WireTap } from './wire-tap.ts'

/** What a channel suggests to type. */
export type Hints = { examples: Example[]; oddities: Example[] }

/** What the page shows, gathered from where it lives. */
export type Sources = { slack: PageSlack; wire: WireTap; faults: FaultSwitch } & Hints

const MOST_REFUSALS = 10

/**
 * What one person sees in one channel. A person who is not there (an old address, say), or a channel that is not theirs,
 * gives way to the first that is.
 * @throws when the workspace has nobody, or nothing for somebody to read
 */
export function viewOf(
  { slack, wire, faults, examples, oddities }: Sources,
  as: string | undefined,
  at: string | undefined,
): Snapshot {
  const { name, users, channels, appUser } = slack.workspace
  const you = users.find((user) => user.id === as) ?? users[0]
  if (!you) throw new Error('The workspace has nobody in it.')
  const theirs = channels
    .filter((one) => one.members.includes(you.id))
    .map((one) => titled(one, you, [...users, appUser]))
  const channel = theirs.find((one) => one.id === at) ?? theirs[0]
  if (!channel) throw new Error(`${you.name} is in no channel.`)
  return {
    workspace: { name, appUser, people: users, channels: theirs },
    you,
    channel,
    messages: slack.messages(channel.id, you.id),
    home: slack.homeOf(you.id) ?? null,
    modal: slack.modalOf(you.id) ?? null,
    wire: wire.latest(),
    refusals: slack.refusals.slice(-MOST_REFUSALS).reverse(),
    faults: faults.choices,
    fault: faults.chosen(),
    examples,
    oddities,
  }
}

/** Direct messages are titled with the other people's names; channels keep their own. */
function titled({ id, kind, name, appIsMember, members }: Conversation, you: Person, all: Person[]): Channel {
  const others = all.filter((one) => one.id !== you.id && members.includes(one.id)).map((one) => one.name)
  const title = kind === 'channel' || kind === 'private' ? name : others.join(', ')
  return { id, kind, title, appIsMember }
}
