import { offeredBy } from '../block-rules/composition-objects.ts'
import type { Element } from '../workspace/block-ids.ts'
import { optionOf, type Value } from '../workspace/element-values.ts'

/** An element and the block it stands in. */
export type ElementInBlock = { readonly blockId: string; readonly element: Element }

// What an entry repeats of the element: docs.slack.dev/reference/interaction-payloads/block_actions-payload.
const repeated = [
  'text',
  'value',
  'style',
  'confirm',
  'url',
  'accessibility_label',
  'placeholder',
  'initial_option',
  'initial_options',
  'initial_date',
]

const given = (element: Element) =>
  Object.fromEntries(repeated.filter((key) => element[key] !== undefined).map((key) => [key, element[key]]))

/** The option of an overflow menu that was pressed. Throws for one it does not have. */
export const overflowChoice = (element: Element, value: unknown) => {
  const selected_option = optionOf(offeredBy(element), String(value))
  if (!selected_option) throw new Error(`No option ${String(value)} in ${element.action_id}`)
  return { selected_option }
}

/** One entry of a payload's `actions`: the element, what was chosen, and when. */
export const actionEntry = (
  { blockId, element }: ElementInBlock,
  chosen: Value | { selected_option: unknown } | undefined,
  nowMs: number,
) => ({
  ...given(element),
  ...chosen,
  type: element.type,
  action_id: element.action_id,
  block_id: blockId,
  action_ts: (nowMs / 1000).toFixed(6),
})
