import type { SentBlock } from '../../snapshot.ts'

/** What an element gets: itself, whether the app has yet to answer it, and how to act. */
export type ElementProps = { element: SentBlock; busy: boolean; act(actionId: string): void }
