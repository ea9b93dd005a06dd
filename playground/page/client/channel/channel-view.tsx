import type { Channel, Snapshot } from '../../snapshot.ts'
import { AppConversation, type Tab } from './app-conversation.tsx'
import { Conversation } from './conversation.tsx'

/** The sign before a conversation's title: a number sign, a lock, or an at sign. */
export function ChannelIcon({ kind }: { kind: Channel['kind'] }) {
  if (kind === 'private') {
    return (
      <svg viewBox="0 0 12 12" width="12" height="12" aria-label="private">
        <path d="M3.5 5V3.5a2.5 2.5 0 0 1 5 0V5" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <rect x="2" y="5" width="8" height="6" rx="1" fill="currentColor" />
      </svg>
    )
  }
  return kind === 'channel' ? '#' : '@'
}

type HeaderProps = {
  snapshot: Snapshot
  menuShown: boolean
  toggleMenu(): void
  trafficShown: boolean
  toggleTraffic(): void
}

/** The channel's name and two toggles: the side bar on a narrow screen, the traffic panel on any. */
function ChannelHeader({ snapshot, menuShown, toggleMenu, trafficShown, toggleTraffic }: HeaderProps) {
  const { workspace, you, channel } = snapshot
  return (
    <header className="channel-header">
      <button type="button" className="quiet menu-toggle" aria-expanded={menuShown} onClick={toggleMenu}>
        Menu
      </button>
      <div className="title">
        <h1>
          <span className="channel-icon" aria-hidden="true">
            <ChannelIcon kind={channel.kind} />
          </span>
          {channel.title}
        </h1>
        <p className="seen-by">
          as {you.name} sees it{!channel.appIsMember && `; ${workspace.appUser.name} isn’t a member`}
        </p>
      </div>
      <button type="button" className="quiet" aria-expanded={trafficShown} onClick={toggleTraffic}>
        Traffic
      </button>
    </header>
  )
}

type Props = {
  snapshot: Snapshot
  tab: Tab
  chooseTab(tab: Tab): void
  menuShown: boolean
  toggleMenu(): void
  trafficShown: boolean
  toggleTraffic(): void
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
