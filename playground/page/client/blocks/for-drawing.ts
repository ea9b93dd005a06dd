import type { SentBlock } from '../../snapshot.ts'

/**
 * A copy of a block as slack-blocks-to-jsx 1.1.1 can draw it. That library shows a `verbatim` mrkdwn text unformatted
 * (in Slack it only stops names from becoming links), and makes `block_id` an id of the page, where two messages of one
 * kind would share it.
 */
export function forDrawing(block: SentBlock): SentBlock {
  const { block_id: _, ...rest } = block
  return { ...rest, ...without(rest, 'verbatim'), type: block.type }
}

function without(fields: object, name: string): object {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => field !== name)
      .map(([field, value]) => [field, deep(value, name)]),
  )
}

function deep(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(item, name))
  return typeof value === 'object' && value !== null ? without(value, name) : value
}
