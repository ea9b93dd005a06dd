import type { SentBlock } from '../../snapshot.ts'

/** What an element gets: itself and its block's id, whether the app has yet to answer it, and how to act. */
export type ElementProps = {
  element: SentBlock
  blockId: string
  busy: boolean
  act(actionId: string, value?: string): void
}
