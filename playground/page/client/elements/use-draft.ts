import { createContext, useContext, useEffect, useRef, useState } from 'react'

/**
 * How often the person has declined what this element asks before it acts: what was chosen is let go then. The element
 * itself stays: one drawn anew would take the keyboard away that the closing question has just given back.
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
