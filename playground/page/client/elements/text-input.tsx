import type { KeyboardEvent } from 'react'
import { numberField, stringField, wordsOf } from '../blocks/fields.ts'
import { tellsOn } from './dispatch-config.ts'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { useDraft } from './use-draft.ts'

/** Text, in one line or many. Slack holds it as one types; the app is told on Enter or of each letter, if it asked. */
export function TextInput({ element, blockId, busy, act, hold, dispatches, ids }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const [text, put] = useDraft(useHeld(blockId, element).text)
  const change = (value: string) => {
    put(value)
    const tells = dispatches && tellsOn(element, 'on_character_entered')
    if (tells) act(actionId, value)
    else hold(actionId, value)
  }
  const enter = (event: KeyboardEvent) => {
    // Enter that ends the choice of a character is not meant for the field.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (!dispatches || !tellsOn(element, 'on_enter_pressed')) return
    event.preventDefault()
    act(actionId, text)
  }
  const field = {
    id: ids?.field,
    className: 'text-input',
    placeholder: wordsOf(element.placeholder),
    minLength: numberField(element, 'min_length'),
    maxLength: numberField(element, 'max_length'),
    'aria-describedby': ids?.about,
    'aria-invalid': ids?.invalid,
    'aria-busy': busy,
    'data-focus-on-load': element.focus_on_load === true ? true : undefined,
    value: text,
  }
  return element.multiline === true ? (
    <textarea {...field} rows={4} onChange={(event) => change(event.target.value)} />
  ) : (
    <input
      {...field}
      type="text"
      autoComplete="off"
      enterKeyHint={dispatches ? 'send' : undefined}
      onChange={(event) => change(event.target.value)}
      onKeyDown={enter}
    />
  )
}
