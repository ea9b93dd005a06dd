import { useEffect, useState } from 'react'
import type { Snapshot } from '../snapshot.ts'

/** Who is looking, at which channel, and at which tab of the app; in the address, so that a reload keeps them. */
export type Viewpoint = { as: string | undefined; in: string | undefined; tab: string | undefined }

export function viewpointInUrl(): Viewpoint {
  const query = new URLSearchParams(location.search)
  return {
    as: query.get('as') ?? undefined,
    in: query.get('in') ?? undefined,
    tab: query.get('tab') ?? undefined,
  }
}

export function saveViewpoint(viewpoint: Viewpoint): void {
  history.replaceState(null, '', `?${query(viewpoint)}`)
}

/** The state of the page as the server streams it, and whether the stream has broken off. */
export function useSnapshot(viewpoint: Viewpoint): { snapshot: Snapshot | undefined; lost: boolean } {
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const [lost, setLost] = useState(false)
  // The server shows both tabs alike.
  const address = `/events?${query({ ...viewpoint, tab: undefined })}`
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

function query(viewpoint: Viewpoint): string {
  const chosen = Object.entries(viewpoint).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return new URLSearchParams(chosen).toString()
}
