import { stringField, textOf } from '../blocks/fields.ts'
import type { ElementProps } from './element-state.ts'
import { optionsOf } from './options.ts'
import { PopupMenu } from './popup.tsx'

/** A button; one with `url` opens it and is sent to the app too. It does nothing while an answer is pending. */
export function ButtonElement({ element, busy, act }: ElementProps) {
  const press = () => {
    if (busy) return
    act(stringField(element, 'action_id') ?? '', undefined, () => openLink(stringField(element, 'url')))
  }
  return (
    <button
      type="button"
      className="element"
      data-style={stringField(element, 'style')}
      aria-label={stringField(element, 'accessibility_label')}
      aria-busy={busy}
      onClick={press}
    >
      {textOf(element.text)}
    </button>
  )
}

/** Opens a link of a button or an option in a tab of its own; nothing for one that has none. */
function openLink(url: string | undefined): void {
  if (url !== undefined) window.open(url, '_blank', 'noreferrer')
}

/** Further choices behind three dots. */
export function OverflowMenu({ element, busy, act }: ElementProps) {
  const items = optionsOf(element.options).map(({ value, text, description, url }) => ({
    key: value,
    text,
    about: description,
    pick: () => {
      if (!busy) act(stringField(element, 'action_id') ?? '', value, () => openLink(url))
    },
  }))
  return <PopupMenu className="overflow" text="⋯" label="More" busy={busy} items={items} />
}
