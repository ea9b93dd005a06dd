import { randomBytes } from 'node:crypto'

/** A block or an element, opened as far as this Slack needs to look into it. */
export type Block = {
  readonly type: string
  readonly block_id: string
  readonly elements?: readonly unknown[]
  readonly accessory?: unknown
  readonly element?: unknown
  readonly [key: string]: unknown
}

export type Element = { readonly type: string; readonly action_id: string; readonly [key: string]: unknown }

const makeId = (): string => randomBytes(4).toString('base64url').slice(0, 5)

const actionable =
  /^(button|overflow|checkboxes|radio_buttons|feedback_buttons|icon_button)$|_select$|_input$|picker$/

// "If not specified, a block_id will be generated": docs.slack.dev/reference/block-kit/blocks/actions-block. The same
// holds for the action_id of an element that can be acted on.
const withActionId = (element: unknown): unknown =>
  typeof element === 'object' &&
  element !== null &&
  'type' in element &&
  actionable.test(String(element.type))
    ? { action_id: makeId(), ...element }
    : element

const withOwnId = (block: unknown): Block => {
  const it: { type: string; elements?: unknown; accessory?: unknown; element?: unknown } = Object(block)
  return {
    block_id: makeId(),
    ...it,
    ...(Array.isArray(it.elements) ? { elements: it.elements.map(withActionId) } : {}),
    ...(it.accessory === undefined ? {} : { accessory: withActionId(it.accessory) }),
    ...(it.element === undefined ? {} : { element: withActionId(it.element) }),
  } as Block
}

/** Blocks that were found valid, each with an id. */
export const withIds = (blocks: readonly unknown[]): readonly Block[] => blocks.map(withOwnId)

const isElement = (part: unknown): part is Element =>
  typeof part === 'object' && part !== null && 'action_id' in part && 'type' in part

/** Everything in a block that can be acted on. */
export const elementsOf = (block: Block): readonly Element[] =>
  [...(block.elements ?? []), block.accessory, block.element].filter(isElement)
