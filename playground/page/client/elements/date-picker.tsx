import { stringField, wordsOf } from '../blocks/fields.ts'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { useDraft } from './use-draft.ts'

/** A day, in the browser's own picker. */
export function DatePicker({ element, blockId, busy, ids, act }: ElementProps) {
  const [day, put] = useDraft(useHeld(blockId, element).text)
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
      aria-label={ids ? undefined : wordsOf(element.placeholder) || 'Date'}
      aria-describedby={ids?.about}
      aria-invalid={ids?.invalid}
      aria-busy={busy}
      data-focus-on-load={element.focus_on_load === true ? true : undefined}
      value={day}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
