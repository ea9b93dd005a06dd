import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { numberField, stringField, textOf } from '../blocks/fields.ts'
import { type ElementProps, useDraft, useElementState } from './element-state.ts'
import type { ShownOption } from './options.ts'
import { useSuggestions } from './use-suggestions.ts'

/** How much has to be typed unless the app says otherwise: @slack/types, ExternalSelect. */
const DEFAULT_MIN_LENGTH = 3

/**
 * A menu whose options come from the app as one types. The combobox pattern of the ARIA practices: focus stays in the
 * field, arrow keys, Enter and Escape steer the list.
 */
export function ExternalSelect({ element, blockId, busy, ids, act, suggest }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const placeholder = textOf(element.placeholder) || 'Search'
  const list = useId()
  const [chosen, put] = useDraft<ShownOption | null>(useElementState(blockId, element).options[0] ?? null)
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(0)
  const minLength = numberField(element, 'min_query_length') ?? DEFAULT_MIN_LENGTH
  const enough = typed !== undefined && typed.length >= minLength
  const found = useSuggestions(enough ? typed : undefined, (query) => suggest(actionId, query))
  const isStale = found?.query !== typed
  const options = found?.options ?? []
  const close = () => setTyped(undefined)
  const open = (text: string) => {
    setTyped(text)
    setActive(0)
  }
  const choose = (option: ShownOption | undefined) => {
    // What an older text brought is no longer on offer.
    if (option === undefined || isStale) return
    close()
    put(option)
    act(actionId, option.value)
  }
  const step = (by: number) => setActive(Math.min(Math.max(active + by, 0), Math.max(options.length - 1, 0)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (typed === undefined && !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return
    if (typed === undefined) open('')
    else if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Enter') choose(options[active])
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  const text = enough ? (found?.text ?? 'Searching …') : `Type at least ${minLength} characters.`
  return (
    <>
      <input
        type="text"
        role="combobox"
        className="element menu"
        id={ids?.field}
        aria-label={ids ? undefined : placeholder}
        aria-describedby={ids?.about}
        aria-invalid={ids?.invalid}
        aria-busy={busy}
        aria-expanded={typed !== undefined}
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={options.length > 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        style={{ anchorName: `--${list}` }}
        data-focus-on-load={element.focus_on_load === true ? true : undefined}
        placeholder={typed === undefined ? placeholder : (chosen?.text ?? placeholder)}
        value={typed ?? chosen?.text ?? ''}
        onFocus={() => open('')}
        onClick={() => typed === undefined && open('')}
        onBlur={close}
        onChange={(event) => open(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {typed !== undefined && (
        <SuggestionList
          {...{ id: list, anchor: `--${list}`, label: placeholder, options, active, busy: isStale, choose }}
          text={text}
        />
      )}
    </>
  )
}

type ListProps = {
  id: string
  anchor: string
  label: string
  options: readonly ShownOption[]
  /** The one that Enter would choose. */
  active: number
  /** Shown where there are no options. */
  text: string
  busy: boolean
  choose(option: ShownOption): void
}

/** The list below a searching menu: a popover, so that no modal cuts it off. Focus stays in the field. */
function SuggestionList({ id, anchor, label, options, active, text, busy, choose }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.showPopover(), [])
  useEffect(() => {
    // In braces: newer browsers return a promise here, which React would take for a way to clean up.
    list.current?.querySelectorAll('[role=option]')[active]?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div ref={list} popover="manual" className="popup" style={{ positionAnchor: anchor }}>
      <div role="listbox" id={id} aria-label={label} aria-busy={busy} className="suggestions">
        {options.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
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
      <p className="suggestion-message" role="status">
        {text}
      </p>
    </div>
  )
}
