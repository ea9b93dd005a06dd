import { stringField } from '../blocks/fields.ts'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { Menu } from './menu.tsx'
import { groupsOf } from './options.ts'
import { useDraft } from './use-draft.ts'

/** A menu of fixed options, in groups where the app gave some. */
export function StaticSelect(props: ElementProps) {
  const { element, blockId, act } = props
  const [chosen, put] = useDraft(useHeld(blockId, element).options[0]?.value ?? '')
  const choose = (value: string) => {
    put(value)
    act(stringField(element, 'action_id') ?? '', value)
  }
  return <Menu {...props} groups={groupsOf(element)} chosen={chosen} choose={choose} />
}
