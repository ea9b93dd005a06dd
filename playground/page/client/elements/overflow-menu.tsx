import { stringField } from '../blocks/fields.ts'
import { openLink } from './button-element.tsx'
import { optionsOf } from './choices.ts'
import type { ElementProps } from './element-props.ts'
import { Popup } from './popup.tsx'

/** Further choices behind three dots. */
export function OverflowMenu({ element, busy, act }: ElementProps) {
  return (
    <Popup className="overflow" words="⋯" busy={busy} button={{ 'aria-label': 'More' }}>
      {(close) => (
        <menu>
          {optionsOf(element.options).map(({ value, text, description, url }) => (
            <li key={value}>
              <button
                type="button"
                onClick={() => {
                  close()
                  if (!busy) act(stringField(element, 'action_id') ?? '', value, () => openLink(url))
                }}
              >
                {text}
                {description !== '' && <small>{description}</small>}
              </button>
            </li>
          ))}
        </menu>
      )}
    </Popup>
  )
}
