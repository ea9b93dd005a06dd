import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the keyboard inside when an update takes the focused element away, as the last page does with "Next page".
 * @returns for the element around: where focus falls then, and its onFocus
 */
export function useKeptFocus<T extends HTMLElement>(): {
  around: RefObject<T | null>
  onFocus(event: FocusEvent): void
} {
  const around = useRef<T>(null)
  const last = useRef<Element>(null)
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected) return
    last.current = null
    if (document.activeElement === document.body) around.current?.focus({ preventScroll: true })
  })
  return {
    around,
    onFocus: (event) => {
      last.current = event.target
    },
  }
}
