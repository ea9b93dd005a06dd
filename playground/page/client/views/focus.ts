import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/** Puts the keyboard where a modal wants it: `focus_on_load`, else the first text field, else its title. */
export function focusFirst(dialog: HTMLDialogElement): void {
  const wanted = ['[data-focus-on-load]', '.text-input', 'h2'].map((selector) =>
    dialog.querySelector<HTMLElement>(selector),
  )
  wanted.find((element) => element !== null)?.focus()
}

/** Puts the keyboard into the first field that something is wrong with. */
export function focusMistake(dialog: HTMLDialogElement): void {
  const field = '.input-block[data-invalid="true"] :is(input, select, textarea, button)'
  dialog.querySelector<HTMLElement>(field)?.focus()
}

/**
 * Keeps focus inside when an update removes the focused element, as the last page does with "Next page".
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
