import { limits } from './sources.ts'
import type { Violation } from './violation.ts'

const idsOf = (part: unknown, key: string): readonly string[] => {
  if (Array.isArray(part)) return part.flatMap((it) => idsOf(it, key))
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : idsOf(value, key),
  )
}

const twice = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]

const violation = (path: string, key: string, id: string, source: string): Violation => ({
  path,
  rule: `${key} "${id}" stands more than once`,
  source,
  error: 'invalid_blocks',
})

/** block_id must be unique in a message, action_id within its block. */
export const uniqueIds = (blocks: readonly unknown[]): readonly Violation[] => [
  ...twice(idsOf(blocks, 'block_id')).map((id) => violation('blocks', 'block_id', id, limits)),
  ...blocks.flatMap((block, at) =>
    twice(idsOf(block, 'action_id')).map((id) =>
      violation(
        `blocks/${at}`,
        'action_id',
        id,
        'docs.slack.dev/reference/block-kit/block-elements/button-element',
      ),
    ),
  ),
]
