import { createContext, useContext } from 'react'
import type { Channel } from '../../snapshot.ts'

/** The conversations of whoever looks at the page. */
export const ConversationsContext = createContext<readonly Channel[]>([])

export function useConversations(): readonly Channel[] {
  return useContext(ConversationsContext)
}
