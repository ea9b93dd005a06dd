import { useEffect, useRef } from 'react'
import type { Shown } from './options.ts'

type Props = {
  id: string
  anchor: string
  label: string
  options: readonly Shown[]
  /** The one that Enter would choose. */
  active: number
  /** Shown where there are no options. */
  words: string
  busy: boolean
  choose(option: Shown): void
}

/** The list below a searching menu: a popover, so that no modal cuts it off. Focus stays in the field. */
export function SuggestionList({ id, anchor, label, options, active, words, busy, choose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.showPopover(), [])
  useEffect(() => {
    // In braces: newer browsers return a promise here, which React would take for a way to clean up.
    list.current?.querySelectorAll('[role=option]')[active]?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div ref={list} popover="manual" className="popup" style={{ positionAnchor: anchor }}>
      <div role="listbox" id={id} aria-label={label} aria-busy={busy} className="suggestions">
        {options.map((option, place) => (
          <div
            key={option.value}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            // Before the field loses focus, which would close the list under the pointer.
            onMouseDown={(event) => {
              event.preventDefault()
              choose(option)
            }}
          >
            {option.text}
            {option.description !== '' && <small>{option.description}</small>}
          </div>
        ))}
      </div>
      <p className="suggestion-words" role="status">
        {words}
      </p>
    </div>
  )
}
