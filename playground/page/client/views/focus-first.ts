/** Puts the keyboard where a modal wants it: `focus_on_load`, else the first text field, else its title. */
export function focusFirst(dialog: HTMLDialogElement): void {
  const wanted = ['[data-focus-on-load]', '.text-input', 'h2'].map((selector) =>
    dialog.querySelector<HTMLElement>(selector),
  )
  wanted.find((element) => element !== null)?.focus()
}
