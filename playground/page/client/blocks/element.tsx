import type { ComponentType } from 'react'
import { BlockAsJson } from './block-as-json.tsx'
import { ButtonElement } from './button-element.tsx'
import type { ElementProps } from './element-props.ts'
import { ExternalSelect } from './external-select.tsx'
import { OverflowMenu } from './overflow-menu.tsx'
import { StaticSelect } from './static-select.tsx'
import { TextInput } from './text-input.tsx'

/** Every element a person can press or fill in here; a new kind is a line in this table and a component. */
const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  static_select: StaticSelect,
  external_select: ExternalSelect,
  overflow: OverflowMenu,
  plain_text_input: TextInput,
}

/** One element of a block, or its JSON when this page cannot draw it. */
export function Element(props: ElementProps) {
  const Known = ELEMENTS[props.element.type]
  return Known ? <Known {...props} /> : <BlockAsJson block={props.element} />
}
