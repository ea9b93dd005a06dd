import { after, type Figures } from '../published-month.ts'
import { conversationAt, conversationsOf, hasBegun } from './conversations.ts'
import type { FaultSwitch } from './fault-switch.ts'
import type { PageSlack } from './slack-port.ts'
import type { Example, FiguresShown, Shortcut, ShownView, Snapshot } from './snapshot.ts'
import type { WireTap } from './traffic-list.ts'

/** What a channel suggests to type, and what there is to pick. */
export type Hints = { examples: Example[]; oddities: Example[]; shortcuts: readonly Shortcut[] }

/** What the page shows, gathered from where it lives. */
export type Sources = { slack: PageSlack; wire: WireTap; faults: FaultSwitch; figures?: Figures } & Hints

const MAX_REFUSALS = 10

/**
 * What one person sees in one channel. A person who is not there (an old address, say), or a channel that is not theirs,
 * gives way to the first that is.
 * @throws when the workspace has nobody, or nothing for somebody to read
 */
export function viewOf(
  { slack, wire, faults, figures, ...hints }: Sources,
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
    workspace: { name, appUser, people: users, channels: theirs },
    you,
    channel,
    messages: hasBegun(channel) ? slack.messages(channel.id, you.id) : [],
    home: channel.withApp ? shown(slack.homeOf(you.id)) : null,
    modal: shown(slack.modalOf(you.id)),
    wire: wire.latest(),
    refusals: slack.refusals.slice(-MAX_REFUSALS).reverse(),
    faults: faults.choices,
    fault: faults.chosen(),
    figures: figures === undefined ? null : figuresShown(figures),
    ...hints,
  }
}

function figuresShown({ month, state, isNight }: Figures): FiguresShown {
  return { month: month(), next: after(month()), state: state(), isNight: isNight() }
}

/** What there is to see of a view: the rest, such as its private_metadata, is between Slack and the app. */
function shown(view: ShownView | undefined): ShownView | null {
  if (view === undefined) return null
  const { id, title, submit, close, blocks, state, errors, notice } = view
  return { id, title, submit, close, blocks, state, errors, notice }
}
