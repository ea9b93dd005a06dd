import type { KeyboardEvent } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { numberField, stringField, textOf } from '../blocks/fields.ts'
import { type ElementProps, useDraft, useElementState } from './element-state.ts'

/** Whether a text input of a dispatching block sends on Enter, or each character. Enter is Slack's default. */
export function dispatchesOn(
  { dispatch_action_config: config, multiline }: SentBlock,
  when: 'on_enter_pressed' | 'on_character_entered',
): boolean {
  const { trigger_actions_on: triggers }: { trigger_actions_on?: unknown } = Object(config)
  if (when === 'on_enter_pressed' && multiline === true) return false
  return Array.isArray(triggers) ? triggers.includes(when) : when === 'on_enter_pressed'
}

/** Text, in one line or many, or a whole number. Slack keeps it as one types; the app gets it on Enter or with each character, as configured. */
export function TextInput({ element, blockId, busy, act, fill, dispatches, ids }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const isNumber = element.type === 'number_input'
  const [text, put] = useDraft(useElementState(blockId, element).text)
  const change = (value: string) => {
    if (isNumber && /\D/.test(value)) return
    put(value)
    const tells = dispatches && dispatchesOn(element, 'on_character_entered')
    if (tells) act(actionId, value)
    else fill(actionId, value)
  }
  const enter = (event: KeyboardEvent) => {
    // Enter that ends the choice of a character is not meant for the field.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (!dispatches || !dispatchesOn(element, 'on_enter_pressed')) return
    event.preventDefault()
    act(actionId, text)
  }
  const field = {
    id: ids?.field,
    className: 'text-input',
    placeholder: textOf(element.placeholder),
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
      inputMode={isNumber ? 'numeric' : undefined}
      autoComplete="off"
      enterKeyHint={dispatches ? 'send' : undefined}
      onChange={(event) => change(event.target.value)}
      onKeyDown={enter}
    />
  )
}

/** A day, in the browser's own picker. */
export function DatePicker({ element, blockId, busy, ids, act }: ElementProps) {
  const [day, put] = useDraft(useElementState(blockId, element).text)
  const choose = (value: string) => {
    put(value)
    // A year typed by hand passes through the years 2, 20 and 202; a cleared field is no day.
    if (/^[1-9]\d{3}-/.test(value)) act(stringField(element, 'action_id') ?? '', value)
  }
  return (
    <input
      type="date"
      className="element date"
      id={ids?.field}
      aria-label={ids ? undefined : textOf(element.placeholder) || 'Date'}
      aria-describedby={ids?.about}
      aria-invalid={ids?.invalid}
      aria-busy={busy}
      data-focus-on-load={element.focus_on_load === true ? true : undefined}
      value={day}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
