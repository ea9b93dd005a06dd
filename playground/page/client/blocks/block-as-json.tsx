import type { SentBlock } from '../../snapshot.ts'

/** A block, or an element of one, that this page cannot draw: said so, and shown as it came. */
export function BlockAsJson({ block }: { block: SentBlock }) {
  return (
    <details className="as-json" open>
      <summary>This page cannot draw “{block.type}”.</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  )
}
