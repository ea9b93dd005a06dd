/** Moves focus to the next (1) or the last (-1) thing in a list that can be pressed or ticked; round at either end. */
export function stepFocus(list: HTMLElement, step: 1 | -1): void {
  const all: Element[] = [...list.querySelectorAll('button, input')]
  const at = document.activeElement === null ? -1 : all.indexOf(document.activeElement)
  const from = at === -1 && step === -1 ? 0 : at
  const next = all.at((from + step) % all.length)
  if (next instanceof HTMLElement) next.focus()
}
