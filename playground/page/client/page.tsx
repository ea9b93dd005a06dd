import { useRef, useState } from 'react'
import type { Snapshot } from '../snapshot.ts'
import { type Tab, tabIn } from './channel/app-conversation.tsx'
import { ChannelView } from './channel/channel-view.tsx'
import { SideBar } from './panels/side-bar.tsx'
import { TrafficPanel } from './panels/traffic-panel.tsx'
import { saveViewpoint, useSnapshot, type Viewpoint, viewpointInUrl } from './snapshot-stream.ts'
import { Modal } from './views/modal.tsx'

/** The whole page: side bar, channel, and on request the traffic panel. */
export function Page() {
  const [viewpoint, setViewpoint] = useState(viewpointInUrl)
  const { snapshot, lost } = useSnapshot(viewpoint)
  const look = (changed: Partial<Viewpoint>) => {
    const next = { ...viewpoint, ...changed }
    saveViewpoint(next)
    setViewpoint(next)
  }
  return (
    <>
      {lost && (
        <p className="lost" role="alert">
          The playground isn’t answering. Start it again and this page will carry on.
        </p>
      )}
      {snapshot && <Workspace snapshot={snapshot} viewpoint={viewpoint} look={look} />}
    </>
  )
}

/** Channels with something new since the person looked at them; what is there when the page opens counts as seen. */
function useUnread({ you, channel, workspace }: Snapshot, tab: Tab): ReadonlySet<string> {
  const seen = useRef(new Map<string, string>())
  const unread = workspace.channels.filter((one) => {
    const key = `${you.id} ${one.id}`
    const latest = one.latest ?? ''
    const isOpen = one.id === channel.id && (!one.withApp || tab === 'messages')
    if (isOpen || !seen.current.has(key)) seen.current.set(key, latest)
    return latest > (seen.current.get(key) ?? '')
  })
  return new Set(unread.map(({ id }) => id))
}

type WorkspaceProps = { snapshot: Snapshot; viewpoint: Viewpoint; look(changed: Partial<Viewpoint>): void }

function Workspace({ snapshot, viewpoint, look }: WorkspaceProps) {
  const { you, channel, modal } = snapshot
  const [trafficShown, showTraffic] = useState(false)
  const [menuShown, showMenu] = useState(false)
  const unread = useUnread(snapshot, tabIn(viewpoint.tab))
  const choose = (changed: Partial<Viewpoint>) => {
    look({ ...changed, tab: undefined })
    showMenu(false)
  }
  return (
    <div className="workspace" data-menu={menuShown} data-traffic={trafficShown}>
      <SideBar snapshot={snapshot} unread={unread} choose={choose} />
      <ChannelView
        // Another person or channel is another view: nothing typed or half confirmed is carried over.
        key={`${you.id} ${channel.withApp ? 'app' : channel.id}`}
        snapshot={snapshot}
        tab={tabIn(viewpoint.tab)}
        chooseTab={(tab) => look({ tab })}
        menuShown={menuShown}
        toggleMenu={() => showMenu(!menuShown)}
        trafficShown={trafficShown}
        toggleTraffic={() => showTraffic(!trafficShown)}
      />
      {modal !== null && <Modal key={`${you.id} ${modal.id}`} view={modal} snapshot={snapshot} />}
      {trafficShown && (
        <TrafficPanel
          traffic={snapshot.traffic}
          rejections={snapshot.rejections}
          close={() => showTraffic(false)}
        />
      )}
    </div>
  )
}
