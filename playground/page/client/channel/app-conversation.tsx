import type { Snapshot } from '../../snapshot.ts'
import { HomeTab } from '../views/home-tab.tsx'
import { useOpening } from '../views/use-opening.ts'
import { AppTabs } from './app-tabs.tsx'
import { Conversation } from './conversation.tsx'
import type { Tab } from './tab.ts'

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
