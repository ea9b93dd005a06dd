import { useRef } from 'react'
import type { ElementProps } from './element-props.ts'
import { stringField } from './fields.ts'
import { optionsOf } from './static-select.tsx'

/** Further choices behind three dots. */
export function OverflowMenu({ element, busy, act }: ElementProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const choose = (value: string) => {
    details.current?.removeAttribute('open')
    act(stringField(element, 'action_id') ?? '', value)
  }
  return (
    <details ref={details} className="overflow" aria-busy={busy}>
      <summary className="element" aria-label="More">
        ⋯
      </summary>
      <menu>
        {optionsOf(element.options).map(({ value, text }) => (
          <li key={value}>
            <button type="button" onClick={() => choose(value)}>
              {text}
            </button>
          </li>
        ))}
      </menu>
    </details>
  )
}
