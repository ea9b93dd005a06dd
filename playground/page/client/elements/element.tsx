import type { ComponentType } from 'react'
import { BlockAsJson } from '../blocks/block-as-json.tsx'
import { ButtonElement } from './button-element.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { ConversationsSelect } from './conversations-select.tsx'
import { DatePicker } from './date-picker.tsx'
import type { ElementProps } from './element-props.ts'
import { ExternalSelect } from './external-select.tsx'
import { MultiStaticSelect } from './multi-static-select.tsx'
import { OverflowMenu } from './overflow-menu.tsx'
import { RadioButtons } from './radio-buttons.tsx'
import { StaticSelect } from './static-select.tsx'
import { TextInput } from './text-input.tsx'
import { useConfirm } from './use-confirm.tsx'
import { DeclinedContext } from './use-draft.ts'

/** Every element a person can press or fill in here; a new kind is a line in this table and a component. */
const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  checkboxes: Checkboxes,
  conversations_select: ConversationsSelect,
  datepicker: DatePicker,
  external_select: ExternalSelect,
  multi_static_select: MultiStaticSelect,
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

/** A menu without options, which Slack refuses. */
function offersNothing({ type, options, option_groups }: ElementProps['element']): boolean {
  return /static_select$|^overflow$|^radio_buttons$|^checkboxes$/.test(type) && !options && !option_groups
}
