import { type MonthPublisher, nextMonth } from '../published-month.ts'
import type { FaultSwitch } from './fault-switch.ts'
import type { Conversation, PageSlack } from './slack-port.ts'
import type { Channel, Example, Person, PublishedMonth, Shortcut, ShownView, Snapshot } from './snapshot.ts'
import type { TrafficList } from './traffic-list.ts'

/** The address of a person's conversation with the app, whether it has begun or not. */
const WITH_APP = 'app'

/**
 * A person's conversations, the one with the app last if it has not begun: Slack begins it when they open the app.
 * @param you one of the workspace's people
 */
export function conversationsOf(
  { channels, users, appUser }: Pick<PageSlack['workspace'], 'channels' | 'users' | 'appUser'>,
  you: Person,
): Channel[] {
  const theirs = channels
    .filter((one) => one.members.includes(you.id))
    .map((one) => titled(one, you, [...users, appUser], appUser))
  if (theirs.some((one) => one.withApp)) return theirs
  return [
    ...theirs,
    { id: WITH_APP, kind: 'im', title: appUser.name, appIsMember: true, withApp: true, latest: null },
  ]
}

/** The conversation at an address: a channel's id, or the app. */
function conversationAt(theirs: readonly Channel[], at: string | undefined): Channel | undefined {
  return theirs.find((one) => one.id === at || (at === WITH_APP && one.withApp))
}

/** Whether it can hold messages. */
function hasBegun({ id }: Channel): boolean {
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
  return { id, kind, title, appIsMember, withApp: kind === 'im' && members.includes(app.id), latest: null }
}

/** The parts of an app's manifest that the page follows; a parsed file fits as it is. */
type Manifest = {
  readonly features?: {
    readonly app_home?: { readonly messages_tab_read_only_enabled?: boolean }
    readonly shortcuts?: readonly {
      readonly type: string
      readonly callback_id: string
      readonly name?: string
    }[]
  }
}

/** The shortcuts that an app registers, in its order; none without a manifest. */
export function shortcutsIn(manifest: Manifest | undefined): Shortcut[] {
  return (manifest?.features?.shortcuts ?? []).flatMap(({ type, callback_id: callbackId, name }) =>
    type === 'global' || type === 'message' ? [{ type, callbackId, name: name ?? callbackId }] : [],
  )
}

/** What a channel suggests to type, and what there is to pick. */
export type Hints = {
  examples: Example[]
  oddities: Example[]
  shortcuts: readonly Shortcut[]
  conversationReadOnly?: boolean
  installUrl?: () => string | undefined
}

/** What the page shows, gathered from where it lives. */
export type Sources = {
  slack: PageSlack
  traffic: TrafficList
  faults: FaultSwitch
  publisher?: MonthPublisher
} & Hints

const MAX_REFUSALS = 10

/**
 * What one person sees in one channel. An unknown person (in an old address, say) or a channel that is not theirs is
 * replaced by the first that fits.
 * @throws when the workspace has nobody, or nothing for somebody to read
 */
export function snapshotOf(
  { slack, traffic, faults, publisher, conversationReadOnly = false, installUrl, ...hints }: Sources,
  as: string | undefined,
  at: string | undefined,
): Snapshot {
  const { name, users, appUser } = slack.workspace
  const you = users.find((user) => user.id === as) ?? users[0]
  if (!you) throw new Error('The workspace has nobody in it.')
  const theirs = conversationsOf(slack.workspace, you)
  const channel = conversationAt(theirs, at) ?? theirs[0]
  if (!channel) throw new Error(`${you.name} is in no channel.`)
  return {
    workspace: { name, appUser, people: users, channels: theirs.map((one) => withLatest(slack, one, you)) },
    conversationReadOnly,
    installUrl: installUrl?.() ?? null,
    you,
    channel,
    messages: hasBegun(channel) ? slack.messages(channel.id, you.id) : [],
    home: channel.withApp ? openView(slack.homeOf(you.id)) : null,
    modal: openView(slack.modalOf(you.id)),
    traffic: traffic.latest(),
    rejections: slack.rejections.slice(-MAX_REFUSALS).reverse(),
    faults: faults.choices,
    fault: faults.chosen(),
    published: publisher === undefined ? null : publishedMonth(publisher),
    ...hints,
  }
}

function publishedMonth({ month, state, isNight }: MonthPublisher): PublishedMonth {
  return { month: month(), next: nextMonth(month()), state: state(), isNight: isNight() }
}

/** With what is new in it for this person; a conversation that has not begun holds nothing. */
function withLatest(slack: PageSlack, channel: Channel, you: Person): Channel {
  if (!hasBegun(channel)) return channel
  const newest = slack.messages(channel.id, you.id).findLast(({ from }) => from !== you.id)
  return { ...channel, latest: newest?.ts ?? null }
}

/** Whether people cannot write to the app: docs.slack.dev/reference/app-manifest, "app_home". */
export function isReadOnly(manifest: Manifest | undefined): boolean {
  return manifest?.features?.app_home?.messages_tab_read_only_enabled === true
}

const openView = (view: ShownView | undefined): ShownView | null =>
  view === undefined ? null : shownView(view)

/** What there is to see of a view: the rest, such as its private_metadata, is between Slack and the app. */
export function shownView({ id, title, submit, close, blocks, state, errors, notice }: ShownView): ShownView {
  return { id, title, submit, close, blocks, state, errors, notice }
}
