import { stringField } from '../blocks/fields.ts'
import { openLink } from './button-element.tsx'
import type { ElementProps } from './element-props.ts'
import { optionsOf } from './options.ts'
import { PopupMenu } from './popup-menu.tsx'

/** Further choices behind three dots. */
export function OverflowMenu({ element, busy, act }: ElementProps) {
  const picks = optionsOf(element.options).map(({ value, text, description, url }) => ({
    key: value,
    text,
    about: description,
    pick: () => {
      if (!busy) act(stringField(element, 'action_id') ?? '', value, () => openLink(url))
    },
  }))
  return <PopupMenu className="overflow" words="⋯" label="More" busy={busy} picks={picks} />
}
