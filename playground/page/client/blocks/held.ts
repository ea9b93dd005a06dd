import { createContext, useContext } from 'react'
import type { Choice, ShownView } from '../../snapshot.ts'
import { stringField, wordsOf } from './fields.ts'

/** What elements need of the view they stand in; in a message there is none. */
export type ViewUse = {
  view: ShownView
  fill(filled: { blockId: string; actionId: string; value: string }): void
  suggest(sought: { blockId: string; actionId: string; query: string }): Promise<readonly Choice[]>
}

export const ViewContext = createContext<ViewUse | null>(null)

/** The view an element stands in, or null in a message. */
export function useView(): ViewUse | null {
  return useContext(ViewContext)
}

/** What an element holds, as Slack keeps it over updates: a text, or the value and words of an option. */
export function useHeld(blockId: string, actionId: string): { value: string; words: string } {
  const held = useContext(ViewContext)?.view.state.values[blockId]?.[actionId] ?? {}
  const option = Object.entries(held).find(([field]) => field === 'selected_option')?.[1]
  if (typeof option !== 'object' || option === null) {
    const text = stringField(held, 'value') ?? ''
    return { value: text, words: text }
  }
  return { value: stringField(option, 'value') ?? '', words: wordsOf('text' in option ? option.text : '') }
}
