import { useEffect } from 'react'
import type { Snapshot } from '../../snapshot.ts'
import { post } from '../ask.ts'
import { ViewBlocks } from './view-blocks.tsx'

/** The app's own page for this person. Opening it tells the app, as in Slack. */
export function HomeTab({ snapshot }: { snapshot: Snapshot }) {
  const { you, home, modal } = snapshot
  // Behind a modal nobody opens a tab.
  const facing = modal === null
  useEffect(() => {
    if (facing) void post('/home', { user: you.id })
  }, [you.id, facing])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="home" aria-label="Home" tabIndex={0}>
      {home === null ? (
        <p className="home-waiting">The app has not drawn this page yet.</p>
      ) : (
        <ViewBlocks view={home} snapshot={snapshot} />
      )}
    </section>
  )
}
