import { stringField } from '../blocks/fields.ts'
import { CheckList } from './check-list.tsx'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { optionsOf } from './options.ts'
import { useDraft } from './use-draft.ts'

/** Options of which one may be chosen. */
export function RadioButtons(props: ElementProps) {
  const { element, blockId, act } = props
  const [chosen, put] = useDraft(useHeld(blockId, element).options[0]?.value ?? '')
  const choose = (value: string) => {
    put(value)
    act(stringField(element, 'action_id') ?? '', value)
  }
  return (
    <CheckList
      {...props}
      type="radio"
      options={optionsOf(element.options)}
      isChosen={(value) => value === chosen}
      choose={choose}
    />
  )
}
