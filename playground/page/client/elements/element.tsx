import type { ComponentType } from 'react'
import { BlockAsJson } from '../blocks/block-as-json.tsx'
import { ButtonElement, OverflowMenu } from './buttons.tsx'
import { Checkboxes, MultiStaticSelect, RadioButtons } from './check-lists.tsx'
import { useConfirm } from './confirm.tsx'
import { DeclinedContext, type ElementProps } from './element-state.ts'
import { ExternalSelect } from './external-select.tsx'
import { ConversationsSelect, StaticSelect } from './menus.tsx'
import { DatePicker, TextInput } from './text-inputs.tsx'

/** Every element a person can press or fill in here; a new kind is a line in this table and a component. */
const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  checkboxes: Checkboxes,
  conversations_select: ConversationsSelect,
  datepicker: DatePicker,
  external_select: ExternalSelect,
  multi_static_select: MultiStaticSelect,
  number_input: TextInput,
  overflow: OverflowMenu,
  plain_text_input: TextInput,
  radio_buttons: RadioButtons,
  static_select: StaticSelect,
}

/** One element of a block, or its JSON when this page cannot draw it. One with `confirm` asks before it acts. */
export function Element(props: ElementProps) {
  const { element } = props
  const { question, asking, declined } = useConfirm(element.confirm, props.act)
  const Known = ELEMENTS[element.type]
  if (!Known || offersNothing(element)) return <BlockAsJson block={element} />
  return (
    <>
      <DeclinedContext value={declined}>
        <Known {...props} act={asking} />
      </DeclinedContext>
      {question}
    </>
  )
}

/** A menu without options, which Slack does not accept. */
function offersNothing({ type, options, option_groups }: ElementProps['element']): boolean {
  return /static_select$|^overflow$|^radio_buttons$|^checkboxes$/.test(type) && !options && !option_groups
}
