import { EventEmitter, once } from 'node:events'
import type { Exchange, PageSlack } from '../../../playground/page/slack-port.ts'
import type {
  Delivered,
  Rejection,
  SentBlock,
  ShownMessage,
  ShownView,
} from '../../../playground/page/snapshot.ts'
import { createFaults, type Faults } from '../../../playground/slack/faults.ts'

const acked: Delivered = { outcome: 'acked', status: 200, ms: 1 }

/** A Slack with two people, a channel, and a message for Priya alone; it notes what the page asks of it. */
export function smallSlack() {
  const updates = new EventEmitter()
  const messages: ShownMessage[] = []
  const asked: Record<'command' | 'press' | 'view' | 'said' | 'shortcut' | 'membership', object[]> = {
    command: [],
    press: [],
    view: [],
    said: [],
    shortcut: [],
    membership: [],
  }
  const views: { home?: ShownView; modal?: ShownView; mistake?: string } = {}
  const traffic: Exchange[] = []
  const rejections: Rejection[] = []
  const inView = (what: object): Delivered => {
    asked.view.push(what)
    if (views.mistake !== undefined) throw new Error(views.mistake)
    return acked
  }
  const slack: PageSlack & { faults: Faults } = {
    workspace: {
      name: 'Small',
      appUser: { id: 'U0APP', name: 'Street Crime' },
      invite: (channel) => asked.membership.push({ invite: channel }),
      remove: (channel) => asked.membership.push({ remove: channel }),
      users: [
        { id: 'U0PRIYA', name: 'Priya' },
        { id: 'U0SAM', name: 'Sam' },
      ],
      channels: [
        { id: 'C1', name: 'general', kind: 'channel', members: ['U0PRIYA', 'U0SAM'], appIsMember: false },
        { id: 'D1', name: 'directmessage', kind: 'im', members: ['U0PRIYA', 'U0APP'], appIsMember: true },
      ],
    },
    command: async (typed) => {
      asked.command.push(typed)
      return acked
    },
    press: async (pressed) => {
      asked.press.push(pressed)
      updates.emit('press', pressed)
      return acked
    },
    say: (said) => asked.said.push(said),
    shortcut: async (picked) => {
      asked.shortcut.push(picked)
      return acked
    },
    messageShortcut: async (picked) => {
      asked.shortcut.push(picked)
      return acked
    },
    openHome: async (opening) => inView(opening),
    homeOf: () => views.home,
    modalOf: () => views.modal,
    act: async (acted) => inView(acted),
    type: (filled) => inView(filled),
    suggest: async (sought) => {
      inView(sought)
      return [{ text: { text: sought.query }, value: 'v' }]
    },
    submit: async (by) => inView(by),
    closeModal: async (by) => inView(by),
    messages: (_, seenBy) => messages.filter(({ visibleTo }) => ['channel', seenBy].includes(visibleTo)),
    on: (listener) => {
      updates.on('change', listener)
      return () => updates.off('change', listener)
    },
    traffic,
    rejections,
    faults: createFaults().faults,
  }
  const post = (text: string, visibleTo: string, blocks: SentBlock[] = []) => {
    const ts = `${messages.length + 1}.000000`
    messages.push({ ts, visibleTo, from: 'app', text, blocks, replacedTimes: 0 })
    updates.emit('change')
  }
  /** The next press after this call. */
  const nextPress = async (): Promise<unknown> => (await once(updates, 'press'))[0]
  return { slack, asked, views, traffic, rejections, post, nextPress }
}
