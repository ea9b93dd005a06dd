import { useMemo, useRef } from 'react'
import type { Choice, Delivered, ShownView, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../ask.ts'
import { BlockBoundary } from '../blocks/block-boundary.tsx'
import { OneBlock } from '../blocks/blocks.tsx'
import { stringField } from '../blocks/fields.ts'
import { ViewContext, type ViewUse } from '../blocks/held.ts'
import { type Press, PressContext } from '../channel/press.ts'

type Props = { view: ShownView; snapshot: Snapshot }

/** The blocks of a modal or of Home. What is done in them goes to the view, not to a message. */
export function ViewBlocks({ view, snapshot }: Props) {
  const user = snapshot.you.id
  // What is typed has to arrive before the button that uses it: one after the other.
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const use: ViewUse = useMemo(() => {
    const here = { user, viewId: view.id }
    return {
      view,
      fill: (filled) => {
        line.current = line.current.then(() => post('/fill', { ...here, ...filled }))
      },
      suggest: async (sought) => {
        const asked = await post<Choice[]>('/suggest', { ...here, ...sought })
        return 'answer' in asked ? asked.answer : []
      },
    }
  }, [user, view])
  const press: Press = async ({ ts: _, ...what }) => {
    const acted = line.current.then(() => post<Delivered>('/act', { user, viewId: view.id, ...what }))
    line.current = acted
    const asked = await acted
    return 'refusal' in asked ? asked.refusal : deliveryTrouble(asked.answer)
  }
  return (
    <ViewContext value={use}>
      <PressContext value={press}>
        {view.blocks.map((block, place) => (
          // Blocks the app named keep their place on the page over updates, and the focus in them.
          <BlockBoundary key={keyOf(stringField(block, 'block_id'), place)} block={block}>
            <OneBlock block={block} ts="" workspace={snapshot.workspace} />
          </BlockBoundary>
        ))}
      </PressContext>
    </ViewContext>
  )
}

/** Slack names blocks that the app did not, anew at each update: five signs, without a dot. */
function keyOf(blockId: string | undefined, place: number): string {
  return blockId?.includes('.') ? blockId : String(place)
}
