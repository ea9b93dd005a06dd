import type { ComponentType } from 'react'
import type { Input } from '../../slack-port.ts'
import type { SentBlock } from '../../snapshot.ts'
import { BlockAsJson } from '../blocks/blocks.tsx'
import { ButtonElement, OverflowMenu } from './buttons.tsx'
import { Checkboxes, MultiStaticSelect, RadioButtons } from './check-lists.tsx'
import { useConfirm } from './confirm.tsx'
import { DeclinedContext } from './element-state.ts'
import { ExternalSelect } from './external-select.tsx'
import { ConversationsSelect, StaticSelect } from './menus.tsx'
import { DatePicker, TextInput } from './text-inputs.tsx'

/** The ids by which the label, hint and error of an input block belong to its field. */
export type FieldIds = { field: string; label: string; about: string; invalid: boolean }

/** What an element gets: itself, its block's id, whether the app has yet to answer it, and what it can do. */
export type ElementProps = {
  element: SentBlock
  blockId: string
  busy: boolean
  /**
   * Presses it or chooses in it. In an input block the app is told at once only with `dispatch_action`.
   * @param before what the browser itself does first, such as opening a link
   */
  act(actionId: string, value?: Input, before?: () => void): void
  /** Fills it in; the app reads it with whatever it is told next. */
  fill(actionId: string, value: Input): void
  /** Whether the app is told as one types or presses Enter. */
  dispatches: boolean
  /** In an input block only. */
  ids?: FieldIds
}

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
