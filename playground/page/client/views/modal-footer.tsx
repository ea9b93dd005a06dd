import type { ShownView } from '../../snapshot.ts'
import { wordsOf } from '../blocks/fields.ts'

type Props = { view: ShownView; waiting: boolean; trouble: string; close(): void }

/** The buttons of a modal, and what is to be said of a submission: that it is under way, or why it came to nothing. */
export function ModalFooter({ view, waiting, trouble, close }: Props) {
  const submits = view.submit !== null
  const words = [view.notice, trouble].filter((sentence) => sentence !== '').join(' ')
  return (
    <footer>
      <p className="modal-words" role="status" data-waiting={waiting}>
        {waiting ? 'Waiting for the app …' : words}
      </p>
      <button type="button" className="element" onClick={close}>
        {wordsOf(view.close) || (submits ? 'Cancel' : 'Close')}
      </button>
      {submits && (
        <button type="submit" className="element" data-style="primary" aria-busy={waiting}>
          {wordsOf(view.submit)}
        </button>
      )}
    </footer>
  )
}
