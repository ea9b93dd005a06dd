import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { Input } from '../../slack-port.ts'
import type { Choice, SentBlock, ShownView } from '../../snapshot.ts'
import type { ApiResult } from '../api-client.ts'
import { stringField } from '../blocks/fields.ts'
import { optionsOf, type ShownOption, shownOption } from './options.ts'

/** The ids by which the label, hint and error of an input block belong to its field. */
export type FieldIds = { field: string; label: string; about: string; invalid: boolean }

/** What an element gets: itself, its block's id, whether the app has yet to answer it, and what it can do. */
export type ElementProps = {
  element: SentBlock
  blockId: string
  busy: boolean
  /**
   * Presses it or chooses in it. In an input block Slack sends this to the app only with `dispatch_action`.
   * @param before what the browser itself does first, such as opening a link
   */
  act(actionId: string, value?: Input, before?: () => void): void
  /** Fills it in; the app gets the value with the next interaction. */
  fill(actionId: string, value: Input): void
  /** What the app offers for a text typed into a menu. */
  suggest(actionId: string, query: string): Promise<ApiResult<readonly Choice[]>>
  /** Whether typing or Enter is sent to the app. */
  dispatches: boolean
  /** In an input block only. */
  ids?: FieldIds
}

/** What elements need of the view they stand in. */
export type ViewUse = {
  view: ShownView
  /** @returns the sentence to show when Slack did not take it */
  fill(filled: { blockId: string; actionId: string; value: Input }): Promise<string | undefined>
}

export const ViewContext = createContext<ViewUse | null>(null)

/** The view an element stands in, or null in a message. */
export function useView(): ViewUse | null {
  return useContext(ViewContext)
}

/** What an element holds: a text, an id or a date as text; options. Nothing held is '' and []. */
type ElementState = { text: string; options: ShownOption[] }

/** An element's value as Slack keeps it over updates; in a message, its initial value. */
export function useElementState(blockId: string, element: SentBlock): ElementState {
  const view = useView()
  if (!view) return stateIn(element, 'initial')
  return stateIn(view.view.state.values[blockId]?.[stringField(element, 'action_id') ?? ''] ?? {}, 'selected')
}

function stateIn(from: object, prefix: 'initial' | 'selected'): ElementState {
  const fields = new Map<string, unknown>(Object.entries(from))
  const texts = ['initial_value', 'value', `${prefix}_conversation`, `${prefix}_date`]
  const text = texts.map((name) => fields.get(name)).find((value) => typeof value === 'string')
  const option = fields.get(`${prefix}_option`)
  return {
    text: typeof text === 'string' ? text : '',
    options:
      typeof option === 'object' && option !== null
        ? [shownOption(option)]
        : optionsOf(fields.get(`${prefix}_options`)),
  }
}

/**
 * How often the person has declined this element's confirm dialog, which resets what was chosen. The element
 * itself stays mounted: a new one would lose the focus that the closing dialog has just given back.
 */
export const DeclinedContext = createContext(0)

/**
 * What a person puts in, shown at once, while Slack's side of it follows. What comes back from Slack is taken over unless
 * it is an echo of something put in here before: a late echo would undo the newest letters.
 * @param remote what Slack holds, as plain JSON
 */
export function useDraft<T>(remote: T): [T, (next: T) => void] {
  const [draft, setDraft] = useState(remote)
  const awaited = useRef<string[]>([])
  const declined = useContext(DeclinedContext)
  const seen = JSON.stringify(remote)
  useEffect(() => {
    const echo = awaited.current.indexOf(seen)
    // Changes in one go arrive as the last of them.
    awaited.current = awaited.current.slice(echo + 1)
    if (echo >= 0) return
    awaited.current = []
    setDraft(JSON.parse(seen))
  }, [seen])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a question is declined, with what Slack holds then
  useEffect(() => {
    awaited.current = []
    setDraft(JSON.parse(seen))
  }, [declined])
  const put = (next: T) => {
    awaited.current.push(JSON.stringify(next))
    setDraft(next)
  }
  return [draft, put]
}
