import type { ShownView, Snapshot } from '../../snapshot.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useOpening } from './use-opening.ts'
import { useViewDeeds } from './use-view-actions.ts'
import { ViewBlocks } from './view-blocks.tsx'

/** The app's own page for this person. Opening it tells the app, as in Slack. */
export function HomeTab({ snapshot }: { snapshot: Snapshot }) {
  const { around, onFocus } = useKeptFocus<HTMLElement>()
  const trouble = useOpening(snapshot, 'home')
  const { home } = snapshot
  return (
    <section
      ref={around}
      className="home"
      aria-label="Home"
      onFocus={onFocus}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {home === null && trouble === '' && <p className="home-waiting">Loading …</p>}
      <p className="trouble" role="status">
        {trouble}
      </p>
      {home !== null && <Published key={home.id} home={home} snapshot={snapshot} />}
    </section>
  )
}

function Published({ home, snapshot }: { home: ShownView; snapshot: Snapshot }) {
  const deeds = useViewDeeds(home, snapshot.you.id)
  return <ViewBlocks deeds={deeds} workspace={snapshot.workspace} />
}
