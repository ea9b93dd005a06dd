import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { PressContext } from '../blocks/block-action.ts'
import { BlockBoundary } from '../blocks/block-boundary.tsx'
import { OneBlock } from '../blocks/blocks.tsx'
import { stringField } from '../blocks/fields.ts'
import { ConversationsContext } from '../elements/conversations.ts'
import { ViewContext } from '../elements/element-state.ts'
import type { useViewDeeds } from './use-view-actions.ts'

type Props = { deeds: ReturnType<typeof useViewDeeds>; workspace: Snapshot['workspace'] }

/** The blocks of a modal or of Home. What is done in them goes to the view, not to a message. */
export function ViewBlocks({ deeds, workspace }: Props) {
  return (
    <ViewContext value={deeds.use}>
      <PressContext value={deeds.press}>
        <ConversationsContext value={workspace.channels}>
          {deeds.use.view.blocks.map((block, place) => (
            <BlockBoundary key={keyOf(block, place)} block={block}>
              <OneBlock block={block} ts="" workspace={workspace} />
            </BlockBoundary>
          ))}
        </ConversationsContext>
      </PressContext>
    </ViewContext>
  )
}

/**
 * Blocks in which something can be done keep their place over updates by their id, and with it focus and what is being
 * typed. All others go by their place: Slack names anew at each update whatever the app did not name.
 */
function keyOf(block: SentBlock, place: number): string {
  const acts = ['actions', 'input'].includes(block.type) || block.accessory !== undefined
  return acts ? `id ${stringField(block, 'block_id') ?? place}` : `at ${place}`
}
