import {
  type FocusEvent,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { ShownView, Snapshot } from '../../snapshot.ts'
import { textOf } from '../blocks/fields.ts'
import { focusFirst, focusMistake, useKeptFocus } from './focus.ts'
import { useViewActions, ViewBlocks } from './view-blocks.tsx'

type FooterProps = { view: ShownView; waiting: boolean; error: string; close(): void }

/** The buttons of a modal, and the state of a submission: pending, or why it failed. */
function ModalFooter({ view, waiting, error, close }: FooterProps) {
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

type FrameProps = FooterProps & {
  titleId: string
  submit?(event: SubmitEvent): void
  /** Around the blocks. */
  body?: { ref: RefObject<HTMLElement | null>; onFocus(event: FocusEvent): void }
  children: ReactNode
}

/** What a modal looks like: its title, its blocks and its buttons. */
export function ModalFrame({ titleId, submit, body, children, ...footer }: FrameProps) {
  return (
    <form noValidate onSubmit={submit} aria-busy={footer.waiting}>
      <header>
        <h2 id={titleId} tabIndex={-1}>
          {textOf(footer.view.title)}
        </h2>
        <button type="button" className="dismiss" aria-label="Dismiss" onClick={footer.close}>
          ×
        </button>
      </header>
      <section className="modal-body" aria-labelledby={titleId} tabIndex={-1} {...body}>
        {children}
      </section>
      <ModalFooter {...footer} />
    </form>
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
  /** The dialog closes at once, and opens again if Slack does not allow it. */
  const close = async () => {
    leaving.current = true
    dialog.current?.close()
    const failure = await viewActions.close()
    if (failure === undefined) return
    leaving.current = false
    setError(failure)
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
      <ModalFrame {...{ view, waiting, error, close, submit }} titleId={id} body={{ ref: around, onFocus }}>
        <ViewBlocks viewActions={viewActions} workspace={snapshot.workspace} />
      </ModalFrame>
    </dialog>
  )
}
