import type { SentBlock, ShownMessage, Snapshot } from '../../snapshot.ts'
import { ActionsBlock } from './actions-block.tsx'
import { BlockBoundary } from './block-boundary.tsx'
import { DisplayBlock } from './display-block.tsx'
import { stringField } from './fields.ts'

type Props = { message: ShownMessage; workspace: Snapshot['workspace'] }

/**
 * The blocks of a message. Each is drawn on its own, so that one which cannot be drawn does not take the others with it;
 * a message without blocks is its text.
 */
export function Blocks({ message, workspace }: Props) {
  const blocks = message.blocks.length > 0 ? message.blocks : [textAsBlock(message.text)]
  return blocks.map((block, place) => (
    // Blocks have no identity of their own; a replaced message brings new ones in its key.
    <BlockBoundary key={`${message.replacedTimes} ${stringField(block, 'block_id') ?? place}`} block={block}>
      {block.type === 'actions' ? (
        <ActionsBlock block={block} ts={message.ts} />
      ) : (
        <DisplayBlock block={block} workspace={workspace} />
      )}
    </BlockBoundary>
  ))
}

function textAsBlock(text: string): SentBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}
