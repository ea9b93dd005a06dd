import { useEffect, useId, useRef } from 'react'
import { stringField, wordsOf } from '../blocks/fields.ts'

type Props = { confirm: object; done(agreed: boolean): void }

/** Slack's question before a press. The browser's own dialog keeps focus inside, closes on Escape, gives focus back. */
export function ConfirmDialog({ confirm, done }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const words: Record<string, unknown> = { ...confirm }
  useEffect(() => dialog.current?.showModal(), [])
  const close = (answer: 'yes' | 'no') => dialog.current?.close(answer)
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={() => done(dialog.current?.returnValue === 'yes')}
    >
      <h2 id={`${id}-title`}>{wordsOf(words.title)}</h2>
      <p id={`${id}-text`}>{wordsOf(words.text)}</p>
      <div className="confirm-buttons">
        <button type="button" className="element" onClick={() => close('no')}>
          {wordsOf(words.deny) || 'Cancel'}
        </button>
        <button
          type="button"
          className="element"
          data-style={stringField(confirm, 'style') ?? 'primary'}
          onClick={() => close('yes')}
        >
          {wordsOf(words.confirm) || 'Yes'}
        </button>
      </div>
    </dialog>
  )
}
