import { type ReactNode, useState } from 'react'
import type { Input } from '../../slack-port.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ElementProps } from './element-props.ts'

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
