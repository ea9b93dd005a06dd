import { useEffect, useRef, useState } from 'react'
import type { Choice } from '../../snapshot.ts'
import type { ApiResult } from '../api-client.ts'
import { type ShownOption, shownOption } from './options.ts'

/** What the app suggests, and for which query; `text` where there is nothing to show. */
type Suggestions = { query: string; options: ShownOption[]; text: string }

/**
 * What an app suggests for a text. One question is under way at a time: what is typed meanwhile is asked for as soon as it
 * is answered, and only the latest of it.
 * @param query undefined while the list is closed; every opening asks anew
 * @returns the suggestions for the newest text answered; undefined before the first
 */
export function useSuggestions(
  query: string | undefined,
  requestJson: (query: string) => Promise<ApiResult<readonly Choice[]>>,
): Suggestions | undefined {
  const [found, setFound] = useState<Suggestions>()
  const wanted = useRef(query)
  const asking = useRef(false)

  const askOn = async () => {
    asking.current = true
    for (let result: string | undefined; wanted.current !== result && wanted.current !== undefined; ) {
      result = wanted.current
      const answer = await requestJson(result)
      if (wanted.current !== undefined) setFound(suggestionsIn(result, answer))
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

function suggestionsIn(query: string, result: ApiResult<readonly Choice[]>): Suggestions {
  if ('error' in result) return { query, options: [], text: result.error }
  const options = result.answer.map(shownOption)
  return { query, options, text: options.length === 0 ? 'No matches.' : '' }
}
