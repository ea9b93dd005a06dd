import { type SubmitEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { ShownView, Snapshot } from '../../snapshot.ts'
import { textOf } from '../blocks/fields.ts'
import { focusFirst, focusMistake, useKeptFocus } from './focus.ts'
import { useViewActions, ViewBlocks } from './view-blocks.tsx'

type FooterProps = { view: ShownView; waiting: boolean; error: string; close(): void }

/** The buttons of a modal, and what is to be said of a submission: that it is under way, or why it came to nothing. */
export function ModalFooter({ view, waiting, error, close }: FooterProps) {
  const submits = view.submit !== null
  const text = [view.notice, error].filter((sentence) => sentence !== '').join(' ')
  return (
    <footer>
      <p className="modal-message" role="status" data-waiting={waiting}>
        {waiting ? 'Waiting for the app …' : text}
      </p>
      <button type="button" className="element" onClick={close}>
        {textOf(view.close) || (submits ? 'Cancel' : 'Close')}
      </button>
      {submits && (
        <button type="submit" className="element" data-style="primary" aria-busy={waiting}>
          {textOf(view.submit)}
        </button>
      )}
    </footer>
  )
}

type Props = { view: ShownView; snapshot: Snapshot }

/** The modal on top. The browser's own dialog keeps focus inside; closed before it goes, it gives focus back. */
export function Modal({ view, snapshot }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const leaving = useRef(false)
  const { around, onFocus } = useKeptFocus<HTMLElement>()
  const viewActions = useViewActions(view, snapshot.you.id)
  const [waiting, setWaiting] = useState(false)
  const [error, setError] = useState('')
  const id = useId()
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    if (opened) focusFirst(opened)
    return () => {
      leaving.current = true
      opened?.close()
    }
  }, [])

  const mistakes = JSON.stringify(view.errors)
  useEffect(() => {
    if (mistakes !== '{}' && dialog.current) focusMistake(dialog.current)
  }, [mistakes])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (waiting || view.submit === null) return
    setWaiting(true)
    setError((await viewActions.submit()) ?? '')
    setWaiting(false)
  }
  /** It goes at once, and comes back only if Slack does not let it. */
  const close = async () => {
    leaving.current = true
    dialog.current?.close()
    const refusal = await viewActions.close()
    if (refusal === undefined) return
    leaving.current = false
    setError(refusal)
    dialog.current?.showModal()
  }
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={id}
      onCancel={close}
      // A browser may close it without asking.
      onClose={() => leaving.current || close()}
    >
      <form noValidate onSubmit={submit} aria-busy={waiting}>
        <header>
          <h2 id={id} tabIndex={-1}>
            {textOf(view.title)}
          </h2>
          <button type="button" className="dismiss" aria-label="Dismiss" onClick={close}>
            ×
          </button>
        </header>
        <section ref={around} className="modal-body" aria-labelledby={id} tabIndex={-1} onFocus={onFocus}>
          <ViewBlocks viewActions={viewActions} workspace={snapshot.workspace} />
        </section>
        <ModalFooter view={view} waiting={waiting} error={error} close={close} />
      </form>
    </dialog>
  )
}
