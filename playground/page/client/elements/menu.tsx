import { wordsOf } from '../blocks/fields.ts'
import type { ElementProps } from './element-props.ts'
import { type Group, inOneLine } from './options.ts'

type Props = Pick<ElementProps, 'element' | 'busy' | 'ids'> & {
  groups: Group[]
  /** The value, or '' when nothing is chosen. */
  chosen: string
  choose(value: string): void
}

/** A menu, as the browser's own: keyboard, phone and screen reader are its business. */
export function Menu({ element, busy, ids, groups, chosen, choose }: Props) {
  const placeholder = wordsOf(element.placeholder) || 'Choose an option'
  return (
    <select
      className="element menu"
      id={ids?.field}
      aria-label={ids ? undefined : placeholder}
      aria-describedby={ids?.about}
      aria-invalid={ids?.invalid}
      aria-busy={busy}
      data-empty={chosen === ''}
      data-focus-on-load={element.focus_on_load === true ? true : undefined}
      value={chosen}
      onChange={(event) => choose(event.target.value)}
    >
      {chosen === '' && (
        <option value="" disabled>
          {placeholder}
        </option>
      )}
      {groups.map(({ label, options }) =>
        label === '' ? (
          options.map(inMenu)
        ) : (
          <optgroup key={label} label={label}>
            {options.map(inMenu)}
          </optgroup>
        ),
      )}
    </select>
  )
}

function inMenu(option: Group['options'][number]) {
  return (
    <option key={option.value} value={option.value}>
      {inOneLine(option)}
    </option>
  )
}
