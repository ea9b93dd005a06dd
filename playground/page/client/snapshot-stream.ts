import { useEffect, useState } from 'react'
import type { Snapshot } from '../snapshot.ts'

/** Whose eyes, which channel, and with the app which tab; kept in the address, so that a reload or a second window keeps them too. */
export type Seat = { as: string | undefined; in: string | undefined; tab: string | undefined }

export function seatInAddress(): Seat {
  const query = new URLSearchParams(location.search)
  return {
    as: query.get('as') ?? undefined,
    in: query.get('in') ?? undefined,
    tab: query.get('tab') ?? undefined,
  }
}

export function rememberSeat(seat: Seat): void {
  history.replaceState(null, '', `?${query(seat)}`)
}

/** The state of the page as the server streams it, and whether the stream has broken off. */
export function useSnapshot(seat: Seat): { snapshot: Snapshot | undefined; lost: boolean } {
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const [lost, setLost] = useState(false)
  // The server shows both tabs alike.
  const address = `/events?${query({ ...seat, tab: undefined })}`
  useEffect(() => {
    const events = new EventSource(address)
    events.onopen = () => setLost(false)
    // The browser tries again by itself; until then the page says so.
    events.onerror = () => setLost(true)
    events.onmessage = (event) => setSnapshot(JSON.parse(event.data))
    return () => events.close()
  }, [address])
  return { snapshot, lost }
}

function query(seat: Seat): string {
  const chosen = Object.entries(seat).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(chosen).toString()
}
