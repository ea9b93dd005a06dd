import type { SentBlock } from '../../snapshot.ts'
import { Element } from './element.tsx'
import { elementsOf, stringField } from './fields.ts'
import { Trouble } from './trouble.tsx'
import { useAct } from './use-act.ts'

/** A row of things to press. */
export function ActionsBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const { busy, trouble, act } = useAct(block, ts)
  return (
    <div className="actions-block">
      {elementsOf(block.elements).map((element, place) => {
        const id = stringField(element, 'action_id') ?? String(place)
        return (
          <Element
            key={id}
            element={element}
            blockId={stringField(block, 'block_id') ?? ''}
            busy={busy === id}
            act={act}
          />
        )
      })}
      <Trouble words={trouble} />
    </div>
  )
}
