import { stringField } from '../blocks/fields.ts'
import { CheckList } from './check-list.tsx'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { optionsOf } from './options.ts'
import { useDraft } from './use-draft.ts'

/** Options of which any number may be ticked; the app gets all that are, in the order they are offered. */
export function Checkboxes(props: ElementProps) {
  const { element, blockId, act } = props
  const options = optionsOf(element.options)
  const [ticked, put] = useDraft(useHeld(blockId, element).options.map(({ value }) => value))
  const choose = (value: string, chosen: boolean) => {
    const next = options
      .map((one) => one.value)
      .filter((one) => (one === value ? chosen : ticked.includes(one)))
    put(next)
    act(stringField(element, 'action_id') ?? '', next)
  }
  return (
    <CheckList
      {...props}
      type="checkbox"
      options={options}
      isChosen={(value) => ticked.includes(value)}
      choose={choose}
    />
  )
}
