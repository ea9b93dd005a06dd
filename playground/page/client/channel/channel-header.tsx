import type { Snapshot } from '../../snapshot.ts'
import { Sigil } from './channel-icon.tsx'

type Props = {
  snapshot: Snapshot
  menuShown: boolean
  toggleMenu(): void
  wireShown: boolean
  toggleWire(): void
}

/** Where one is, and the two toggles: the side bar on a narrow screen, the wire on any. */
export function ChannelHeader({ snapshot, menuShown, toggleMenu, wireShown, toggleWire }: Props) {
  const { workspace, you, channel } = snapshot
  return (
    <header className="channel-header">
      <button type="button" className="quiet menu-toggle" aria-expanded={menuShown} onClick={toggleMenu}>
        Menu
      </button>
      <div className="title">
        <h1>
          <span className="sigil" aria-hidden="true">
            <Sigil kind={channel.kind} />
          </span>
          {channel.title}
        </h1>
        <p className="seen-by">
          as {you.name} sees it{!channel.appIsMember && `; ${workspace.appUser.name} is not a member`}
        </p>
      </div>
      <button type="button" className="quiet" aria-expanded={wireShown} onClick={toggleWire}>
        On the wire
      </button>
    </header>
  )
}
