import { useId, useRef, useState } from 'react'
import type { Choice } from '../../snapshot.ts'
import type { ElementProps } from './element-props.ts'
import { stringField, wordsOf } from './fields.ts'
import { useHeld, useView } from './held.ts'

/** A menu whose choices come from the app as one types. Arrow keys, Enter and Escape work as in any combobox. */
export function ExternalSelect({ element, blockId, busy, act }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const use = useView()
  const held = useHeld(blockId, actionId)
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [at, setAt] = useState(0)
  const asked = useRef(0)

  const seek = async (query: string) => {
    setTyped(query)
    asked.current += 1
    const turn = asked.current
    const found = (await use?.suggest({ blockId, actionId, query })) ?? []
    // An answer that was overtaken by a later one is of no use.
    if (turn !== asked.current) return
    setChoices(found)
    setAt(0)
  }
  const close = () => {
    asked.current += 1
    setTyped(undefined)
    setChoices([])
  }
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return
    close()
    act(actionId, choice.value)
  }
  /** What a key does while the list is open; false for one that does nothing here. */
  const step = (key: string): boolean => {
    if (key === 'ArrowDown') setAt(Math.min(at + 1, choices.length - 1))
    else if (key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (key === 'Enter') choose(choices[at])
    else if (key === 'Escape') close()
    else return false
    return true
  }
  const open = typed !== undefined && choices.length > 0
  return (
    <div className="combobox" aria-busy={busy}>
      <input
        type="text"
        role="combobox"
        className="element"
        aria-label={wordsOf(element.placeholder)}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open ? `${id}-${at}` : undefined}
        placeholder={wordsOf(element.placeholder)}
        value={typed ?? held.words}
        onFocus={() => seek('')}
        onBlur={close}
        onChange={(event) => seek(event.target.value)}
        onKeyDown={(event) => {
          if (!open || !step(event.key)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {open && (
        <div role="listbox" id={`${id}-list`} aria-label={wordsOf(element.placeholder)}>
          {choices.map((choice, place) => (
            <div
              key={choice.value}
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              // Before the field loses focus, which would close the list under the pointer.
              onMouseDown={(event) => {
                event.preventDefault()
                choose(choice)
              }}
            >
              {choice.text.text}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
