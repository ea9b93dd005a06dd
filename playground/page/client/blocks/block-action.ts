import { createContext, useContext } from 'react'
import type { Input } from '../../slack-port.ts'

export type Pressed = { ts: string; blockId?: string; actionId: string; value?: Input }

/** Presses something in a message; gives the sentence to show when the app did not take it. */
export type Press = (pressed: Pressed) => Promise<string | undefined>

/** How the elements of a message reach the app, without being handed through every block. */
export const PressContext = createContext<Press>(async () => 'Nothing is listening.')

export function usePress(): Press {
  return useContext(PressContext)
}
