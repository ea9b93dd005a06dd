import type { Snapshot } from '../../snapshot.ts'
import { HomeTab, useOpening } from '../views/home-tab.tsx'
import { Conversation } from './conversation.tsx'

/** The two sides of the conversation with the app. */
export type Tab = 'home' | 'messages'

/** The tab in an address; Home unless it says otherwise, as in Slack. */
export function tabIn(text: string | undefined): Tab {
  return text === 'messages' ? 'messages' : 'home'
}

const TABS = [
  ['home', 'Home'],
  ['messages', 'Messages'],
] as const

type TabsProps = { name: string; tab: Tab; choose(tab: Tab): void }

/** Where to go in the conversation with the app. */
function AppTabs({ name, tab, choose }: TabsProps) {
  return (
    <nav className="app-tabs" aria-label={name}>
      {TABS.map(([id, label]) => (
        <button
          key={id}
          type="button"
          aria-current={tab === id ? 'page' : undefined}
          onClick={() => choose(id)}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}

type Props = { snapshot: Snapshot; tab: Tab; choose(tab: Tab): void }

/** The conversation with the app: its Home, and its messages. */
export function AppConversation({ snapshot, tab, choose }: Props) {
  return (
    <>
      <AppTabs name={snapshot.channel.title} tab={tab} choose={choose} />
      {tab === 'home' ? <HomeTab snapshot={snapshot} /> : <Messages snapshot={snapshot} />}
    </>
  )
}

function Messages({ snapshot }: { snapshot: Snapshot }) {
  useOpening(snapshot, 'messages')
  return <Conversation snapshot={snapshot} />
}
