import { useEffect, useRef, useState } from 'react'
import type { Choice } from '../../snapshot.ts'
import type { Asked } from '../api-client.ts'
import { type Shown, shownOption } from './options.ts'

/** What the app suggests, and for which text; `words` where it suggests nothing that could be shown. */
export type Suggestions = { query: string; options: Shown[]; words: string }

/**
 * What an app suggests for a text. One question is under way at a time: what is typed meanwhile is asked for as soon as it
 * is answered, and only the latest of it.
 * @param query undefined while the list is closed; every opening asks anew
 * @returns the suggestions for the newest text answered; undefined before the first
 */
export function useSuggestions(
  query: string | undefined,
  ask: (query: string) => Promise<Asked<readonly Choice[]>>,
): Suggestions | undefined {
  const [found, setFound] = useState<Suggestions>()
  const wanted = useRef(query)
  const asking = useRef(false)

  const askOn = async () => {
    asking.current = true
    for (let asked: string | undefined; wanted.current !== asked && wanted.current !== undefined; ) {
      asked = wanted.current
      const answer = await ask(asked)
      if (wanted.current !== undefined) setFound(suggestionsIn(asked, answer))
    }
    asking.current = false
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks when the text changes, whatever `ask` is by then
  useEffect(() => {
    wanted.current = query
    if (query === undefined) setFound(undefined)
    else if (!asking.current) void askOn()
  }, [query])
  return found
}

function suggestionsIn(query: string, asked: Asked<readonly Choice[]>): Suggestions {
  if ('refusal' in asked) return { query, options: [], words: asked.refusal }
  const options = asked.answer.map(shownOption)
  return { query, options, words: options.length === 0 ? 'No matches.' : '' }
}
