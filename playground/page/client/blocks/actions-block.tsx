import type { SentBlock } from '../../snapshot.ts'
import { ElementIn } from './element-in.tsx'
import { Trouble } from './error-line.tsx'
import { elementsOf, stringField } from './fields.ts'
import { useAct } from './use-act.ts'

/** A row of things to press. */
export function ActionsBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const acting = useAct(block, ts)
  return (
    <div className="actions-block">
      {elementsOf(block.elements).map((element, place) => {
        const id = stringField(element, 'action_id') ?? String(place)
        return <ElementIn key={id} block={block} element={element} acting={acting} />
      })}
      <Trouble words={acting.trouble} />
    </div>
  )
}
