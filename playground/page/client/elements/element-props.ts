import type { Input } from '../../slack-port.ts'
import type { SentBlock } from '../../snapshot.ts'

/** The ids by which the label, hint and error of an input block belong to its field. */
export type FieldIds = { field: string; label: string; about: string; invalid: boolean }

/** What an element gets: itself, its block's id, whether the app has yet to answer it, and what it can do. */
export type ElementProps = {
  element: SentBlock
  blockId: string
  busy: boolean
  /**
   * Presses it or chooses in it. In an input block the app is told at once only with `dispatch_action`.
   * @param before what the browser itself does first, such as opening a link
   */
  act(actionId: string, value?: Input, before?: () => void): void
  /** Fills it in; the app reads it with whatever it is told next. */
  hold(actionId: string, value: Input): void
  /** Whether the app is told as one types or presses Enter. */
  dispatches: boolean
  /** In an input block only. */
  ids?: FieldIds
}
