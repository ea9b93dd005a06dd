import { Component, type ReactNode } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { BlockAsJson } from './block-as-json.tsx'

type Props = { block: SentBlock; children: ReactNode }

/** Catches a block that breaks while it is drawn, and shows its JSON instead of a blank page. A class, as React asks. */
export class BlockBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <BlockAsJson block={this.props.block} /> : this.props.children
  }
}
