import { useState } from 'react'
import type { Snapshot } from '../snapshot.ts'
import { ChannelView } from './channel/channel-view.tsx'
import { SideBar } from './panels/side-bar.tsx'
import { WirePanel } from './panels/wire-panel.tsx'
import { rememberSeat, type Seat, seatInAddress, useSnapshot } from './use-snapshot.ts'
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
      {snapshot && <Workspace snapshot={snapshot} sit={sit} />}
    </>
  )
}

function Workspace({ snapshot, sit }: { snapshot: Snapshot; sit(changed: Partial<Seat>): void }) {
  const [wireShown, showWire] = useState(false)
  const [menuShown, showMenu] = useState(false)
  const choose = (changed: Partial<Seat>) => {
    sit(changed)
    showMenu(false)
  }
  return (
    <div className="workspace" data-menu={menuShown} data-wire={wireShown}>
      <SideBar snapshot={snapshot} choose={choose} />
      <ChannelView
        // A new seat is a new view: nothing typed or half confirmed is carried from one person to another.
        key={`${snapshot.you.id} ${snapshot.channel.id}`}
        snapshot={snapshot}
        menuShown={menuShown}
        toggleMenu={() => showMenu(!menuShown)}
        wireShown={wireShown}
        toggleWire={() => showWire(!wireShown)}
      />
      {snapshot.modal !== null && <Modal key={snapshot.modal.id} view={snapshot.modal} snapshot={snapshot} />}
      {wireShown && (
        <WirePanel wire={snapshot.wire} refusals={snapshot.refusals} close={() => showWire(false)} />
      )}
    </div>
  )
}
