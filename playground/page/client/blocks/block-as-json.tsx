import { Component, type ReactNode } from 'react'
import type { SentBlock } from '../../snapshot.ts'

type BoundaryProps = { block: SentBlock; children: ReactNode }

/** Catches a block that breaks while it is drawn, and shows its JSON instead of a blank page. A class, as React asks. */
export class BlockBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <BlockAsJson block={this.props.block} /> : this.props.children
  }
}

/** A block or an element that this page cannot draw, as its JSON. */
export function BlockAsJson({ block }: { block: SentBlock }) {
  return (
    <details className="as-json" open>
      <summary>This page can’t draw “{block.type}”.</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  )
}
