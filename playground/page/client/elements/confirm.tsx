import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Input } from '../../slack-port.ts'
import { stringField, textOf } from '../blocks/fields.ts'
import type { ElementProps } from './element-state.ts'

type Props = { confirm: object; done(agreed: boolean): void }

/** The confirm dialog before an action. The browser's own dialog keeps focus inside, closes on Escape, gives focus back. */
export function ConfirmDialog({ confirm, done }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const text: Record<string, unknown> = { ...confirm }
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
      <h2 id={`${id}-title`}>{textOf(text.title)}</h2>
      <p id={`${id}-text`}>{textOf(text.text)}</p>
      <div className="confirm-buttons">
        <button type="button" className="element" onClick={() => close('no')}>
          {textOf(text.deny) || 'Cancel'}
        </button>
        <button
          type="button"
          className="element"
          data-style={stringField(confirm, 'style') ?? 'primary'}
          onClick={() => close('yes')}
        >
          {textOf(text.confirm) || 'Yes'}
        </button>
      </div>
    </dialog>
  )
}

type Act = ElementProps['act']
type Pending = { actionId: string; value: Input | undefined; before: (() => void) | undefined }

/**
 * Puts Slack's question before an act, where the element has one.
 * @returns the act that asks first, the question while it is open, and how often it was declined
 */
export function useConfirm(
  confirm: unknown,
  act: Act,
): { asking: Act; question: ReactNode; declined: number } {
  const [pending, setPending] = useState<Pending>()
  const [declined, setDeclined] = useState(0)
  const go = ({ actionId, value, before }: Pending) => {
    before?.()
    act(actionId, value)
  }
  const done = (agreed: boolean) => {
    setPending(undefined)
    if (agreed && pending) go(pending)
    else setDeclined(declined + 1)
  }
  const asksFirst = typeof confirm === 'object' && confirm !== null
  return {
    asking: (actionId, value, before) => (asksFirst ? setPending : go)({ actionId, value, before }),
    question: asksFirst && pending ? <ConfirmDialog confirm={confirm} done={done} /> : null,
    declined,
  }
}
