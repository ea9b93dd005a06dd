import { useEffect, useId, useRef } from 'react'
import type { ShownView, Snapshot } from '../../snapshot.ts'
import { post } from '../ask.ts'
import { wordsOf } from '../blocks/fields.ts'
import { ViewBlocks } from './view-blocks.tsx'

type Props = { view: ShownView; snapshot: Snapshot }

/** The modal on top. The browser's own dialog keeps focus inside, closes on Escape, gives focus back. */
export function Modal({ view, snapshot }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={id}
      onClose={() => void post('/close', { user: snapshot.you.id })}
    >
      <header>
        <h2 id={id}>{wordsOf(view.title)}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="modal-body" aria-label={wordsOf(view.title)} tabIndex={0}>
        <ViewBlocks view={view} snapshot={snapshot} />
      </section>
      <footer>
        <button type="button" className="element" onClick={() => dialog.current?.close()}>
          {wordsOf(view.close) || 'Close'}
        </button>
      </footer>
    </dialog>
  )
}
