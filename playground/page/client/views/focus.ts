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
