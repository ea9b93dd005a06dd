import { type Block, elementsOf } from './block-ids.ts'
import { isStateful, keptValue, type Value } from './element-values.ts'

/** What every element holds, under its block_id and action_id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Value>>>>

/** The state of these blocks, given the state of those they take the place of. */
export const stateOf = (blocks: readonly Block[], old: Values, here?: string): Values =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      const held = elementsOf(block)
        .filter(isStateful)
        .map((it) => [it.action_id, keptValue(old[block.block_id]?.[it.action_id], it, here)])
      return held.length === 0 ? [] : [[block.block_id, Object.fromEntries(held)]]
    }),
  )

/** The state with one value put in. */
export const withValue = (values: Values, blockId: string, actionId: string, value: Value): Values => ({
  ...values,
  [blockId]: { ...values[blockId], [actionId]: value },
})
