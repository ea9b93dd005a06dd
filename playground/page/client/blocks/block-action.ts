import { createContext, useContext } from 'react'
import type { Input } from '../../slack-port.ts'
import type { Choice } from '../../snapshot.ts'
import type { ApiResult } from '../api-client.ts'

export type BlockAction = { ts: string; blockId?: string; actionId: string; value?: Input }

/** Presses something in a message; gives the sentence to show when the app did not take it. */
export type SendAction = (pressed: BlockAction) => Promise<string | undefined>

/** How the elements of a message reach the app, without being handed through every block. */
export const ActionContext = createContext<SendAction>(async () => 'Nothing is listening.')

/** Asks what a menu offers for what is typed into it. `ts` is the message's; in a view it is empty. */
export type Suggest = (sought: {
  ts: string
  blockId: string
  actionId: string
  query: string
}) => Promise<ApiResult<readonly Choice[]>>

/** How a menu that searches reaches the app. Without an app it finds nothing. */
export const SuggestContext = createContext<Suggest>(async () => ({ answer: [] }))

export function useSendAction(): SendAction {
  return useContext(ActionContext)
}
