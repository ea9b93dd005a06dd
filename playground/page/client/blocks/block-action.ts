import { createContext, useContext } from 'react'
import type { Input } from '../../slack-port.ts'

export type BlockAction = { ts: string; blockId?: string; actionId: string; value?: Input }

/** Presses something in a message; gives the sentence to show when the app did not take it. */
export type SendAction = (pressed: BlockAction) => Promise<string | undefined>

/** How the elements of a message reach the app, without being handed through every block. */
export const ActionContext = createContext<SendAction>(async () => 'Nothing is listening.')

export function useSendAction(): SendAction {
  return useContext(ActionContext)
}
