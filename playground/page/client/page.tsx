import { useState } from 'react'
import type { Snapshot } from '../snapshot.ts'
import { tabIn } from './channel/app-conversation.tsx'
import { ChannelView } from './channel/channel-view.tsx'
import { SideBar } from './panels/side-bar.tsx'
import { WirePanel } from './panels/traffic-panel.tsx'
import { rememberSeat, type Seat, seatInAddress, useSnapshot } from './snapshot-stream.ts'
import { Modal } from './views/modal.tsx'

/** The whole page: side bar, channel, and on request what went over the wire. */
export function Page() {
  const [seat, setSeat] = useState(seatInAddress)
  const { snapshot, lost } = useSnapshot(seat)
  const sit = (changed: Partial<Seat>) => {
    const next = { ...seat, ...changed }
    rememberSeat(next)
    setSeat(next)
  }
  return (
    <>
      {lost && (
        <p className="lost" role="alert">
          The playground does not answer. Start it again and this page carries on.
        </p>
      )}
      {snapshot && <Workspace snapshot={snapshot} seat={seat} sit={sit} />}
    </>
  )
}

type WorkspaceProps = { snapshot: Snapshot; seat: Seat; sit(changed: Partial<Seat>): void }

function Workspace({ snapshot, seat, sit }: WorkspaceProps) {
  const { you, channel, modal } = snapshot
  const [wireShown, showWire] = useState(false)
  const [menuShown, showMenu] = useState(false)
  const choose = (changed: Partial<Seat>) => {
    sit({ ...changed, tab: undefined })
    showMenu(false)
  }
  return (
    <div className="workspace" data-menu={menuShown} data-wire={wireShown}>
      <SideBar snapshot={snapshot} choose={choose} />
      <ChannelView
        // A new seat is a new view: nothing typed or half confirmed is carried from one person to another.
        key={`${you.id} ${channel.withApp ? 'app' : channel.id}`}
        snapshot={snapshot}
        tab={tabIn(seat.tab)}
        chooseTab={(tab) => sit({ tab })}
        menuShown={menuShown}
        toggleMenu={() => showMenu(!menuShown)}
        wireShown={wireShown}
        toggleWire={() => showWire(!wireShown)}
      />
      {modal !== null && <Modal key={`${you.id} ${modal.id}`} view={modal} snapshot={snapshot} />}
      {wireShown && (
        <WirePanel wire={snapshot.wire} refusals={snapshot.refusals} close={() => showWire(false)} />
      )}
    </div>
  )
}
