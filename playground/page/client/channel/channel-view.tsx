import type { Snapshot } from '../../snapshot.ts'
import { AppConversation } from './app-conversation.tsx'
import { ChannelHeader } from './channel-header.tsx'
import { Conversation } from './conversation.tsx'
import type { Tab } from './tab.ts'

type Props = {
  snapshot: Snapshot
  tab: Tab
  chooseTab(tab: Tab): void
  menuShown: boolean
  toggleMenu(): void
  wireShown: boolean
  toggleWire(): void
}

/** One channel as one person sees it: header, messages, composer; with the app itself, its Home too. */
export function ChannelView(props: Props) {
  const { snapshot, tab, chooseTab } = props
  return (
    <main className="channel">
      <ChannelHeader {...props} />
      {snapshot.channel.withApp ? (
        <AppConversation snapshot={snapshot} tab={tab} choose={chooseTab} />
      ) : (
        <Conversation snapshot={snapshot} />
      )}
    </main>
  )
}
