import { useEffect, useRef, useState } from 'react'
import type { Delivered, ShownView, Snapshot } from '../../snapshot.ts'
import { deliveryError, postJson } from '../api-client.ts'
import { useKeptFocus } from './focus.ts'
import { useViewActions, ViewBlocks } from './view-blocks.tsx'

/**
 * Sends app_home_opened once when a person opens this tab; not while a modal is open.
 * @returns the sentence to show when the app did not take it
 */
export function useOpening({ you, modal }: Snapshot, tab: 'home' | 'messages'): string {
  const [error, setError] = useState('')
  const sent = useRef(false)
  const isBehind = modal !== null
  useEffect(() => {
    if (sent.current || isBehind) return
    sent.current = true
    const open = async () => {
      const result = await postJson<Delivered>('/home', { user: you.id, tab })
      setError('error' in result ? result.error : (deliveryError(result.answer) ?? ''))
    }
    void open()
  }, [you.id, tab, isBehind])
  return error
}

/** The app's own page for this person. Opening it is an event, as in Slack. */
export function HomeTab({ snapshot }: { snapshot: Snapshot }) {
  const { around, onFocus } = useKeptFocus<HTMLElement>()
  const error = useOpening(snapshot, 'home')
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
      {home === null && error === '' && <p className="home-waiting">Loading …</p>}
      <p className="error-line" role="status">
        {error}
      </p>
      {home !== null && <Published key={home.id} home={home} snapshot={snapshot} />}
    </section>
  )
}

function Published({ home, snapshot }: { home: ShownView; snapshot: Snapshot }) {
  const viewActions = useViewActions(home, snapshot.you.id)
  return <ViewBlocks viewActions={viewActions} workspace={snapshot.workspace} />
}
