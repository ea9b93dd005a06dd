import { useId } from 'react'
import type { ElementProps } from './element-props.ts'
import type { Shown } from './options.ts'

type Props = Pick<ElementProps, 'element' | 'busy' | 'ids'> & {
  type: 'checkbox' | 'radio'
  options: Shown[]
  isChosen(value: string): boolean
  choose(value: string, chosen: boolean): void
}

/** Options one below the other, each with its description. */
export function CheckList({ element, busy, ids, type, options, isChosen, choose }: Props) {
  const id = useId()
  return (
    <div className="check-list" aria-busy={busy}>
      {options.map(({ value, text, description }, place) => (
        <label key={value}>
          <input
            type={type}
            name={id}
            aria-describedby={description === '' ? ids?.about : `${id}-${place} ${ids?.about ?? ''}`}
            data-focus-on-load={place === 0 && element.focus_on_load === true ? true : undefined}
            checked={isChosen(value)}
            onChange={(event) => choose(value, event.target.checked)}
          />
          <span className="check-text">
            {text}
            {description !== '' && (
              <small id={`${id}-${place}`} aria-hidden="true">
                {description}
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
