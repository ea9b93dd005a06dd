import type { ElementProps } from './element-props.ts'
import { elementsOf, stringField, wordsOf } from './fields.ts'
import { useHeld } from './held.ts'

/** A menu, as the browser's own. */
export function StaticSelect({ element, blockId, busy, act }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const held = useHeld(blockId, actionId)
  const options = optionsOf(element.options)
  const chosen = held.value
  return (
    <select
      className="element"
      aria-label={wordsOf(element.placeholder)}
      aria-busy={busy}
      value={chosen}
      onChange={(event) => act(actionId, event.target.value)}
    >
      {chosen === '' && (
        <option value="" disabled>
          {wordsOf(element.placeholder)}
        </option>
      )}
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}

/** The options in a list, as value and words. */
export function optionsOf(list: unknown): { value: string; text: string }[] {
  return elementsOf(
    Array.isArray(list) ? list.map((option) => ({ type: 'option', ...Object(option) })) : [],
  ).map((option) => ({ value: stringField(option, 'value') ?? '', text: wordsOf(option.text) }))
}
