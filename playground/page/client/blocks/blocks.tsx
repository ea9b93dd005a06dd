import type { SentBlock, ShownMessage, Snapshot } from '../../snapshot.ts'
import { ActionsBlock, hasAccessoryToPress, SectionWithAccessory } from './action-blocks.tsx'
import { BlockBoundary } from './block-as-json.tsx'
import { ChartBlock } from './chart-block.tsx'
import { DisplayBlock } from './display-block.tsx'
import { stringField } from './fields.ts'
import { InputBlock } from './input-block.tsx'

type BlocksProps = { message: ShownMessage; workspace: Snapshot['workspace'] }

/**
 * The blocks of a message. Each is drawn on its own, so that one which cannot be drawn does not take the others with it;
 * a message without blocks is its text.
 */
export function Blocks({ message, workspace }: BlocksProps) {
  const blocks = message.blocks.length > 0 ? message.blocks : [textAsBlock(message.text)]
  return blocks.map((block, index) => (
    // Blocks have no identity of their own; a replaced message brings new ones in its key.
    <BlockBoundary key={`${message.replacedTimes} ${stringField(block, 'block_id') ?? index}`} block={block}>
      <OneBlock block={block} ts={message.ts} workspace={workspace} />
    </BlockBoundary>
  ))
}

export function OneBlock({
  block,
  ts,
  workspace,
}: {
  block: SentBlock
  ts: string
  workspace: BlocksProps['workspace']
}) {
  if (block.type === 'input') return <InputBlock block={block} ts={ts} />
  if (block.type === 'actions') return <ActionsBlock block={block} ts={ts} />
  if (block.type === 'data_visualization') return <ChartBlock block={block} />
  if (hasAccessoryToPress(block)) return <SectionWithAccessory block={block} ts={ts} workspace={workspace} />
  return <DisplayBlock block={block} workspace={workspace} />
}

function textAsBlock(text: string): SentBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}
