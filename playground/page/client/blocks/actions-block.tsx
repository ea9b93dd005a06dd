import { useState } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { usePress } from '../channel/press.ts'
import { BlockAsJson } from './block-as-json.tsx'
import { componentFor } from './elements.tsx'
import { elementsOf, stringField } from './fields.ts'

/** A row of things to press. While the app has not answered, a second press does nothing. */
export function ActionsBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const press = usePress()
  const [busy, setBusy] = useState('')
  const [trouble, setTrouble] = useState('')
  const act = async (actionId: string) => {
    if (busy !== '') return
    setBusy(actionId)
    setTrouble('')
    const blockId = stringField(block, 'block_id')
    setTrouble((await press({ ts, actionId, ...(blockId !== undefined && { blockId }) })) ?? '')
    setBusy('')
  }
  return (
    <div className="actions-block">
      {elementsOf(block).map((element, place) => {
        const Element = componentFor(element)
        const id = stringField(element, 'action_id') ?? String(place)
        return Element ? (
          <Element key={id} element={element} busy={busy === id} act={act} />
        ) : (
          <BlockAsJson key={id} block={element} />
        )
      })}
      <p className="trouble" role="status">
        {trouble}
      </p>
    </div>
  )
}
