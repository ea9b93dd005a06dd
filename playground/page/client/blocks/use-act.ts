import { useState } from 'react'
import type { Input } from '../../slack-port.ts'
import type { SentBlock } from '../../snapshot.ts'
import { useView } from '../elements/element-state.ts'
import { usePress } from './block-action.ts'
import { stringField } from './fields.ts'

/** Acting on the elements of one block, and filling them in; `busy` are those the app has yet to answer. */
export function useAct(block: SentBlock, ts: string) {
  const press = usePress()
  const view = useView()
  const [busy, setBusy] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState('')
  const blockId = stringField(block, 'block_id')
  const act = async (actionId: string, value?: Input) => {
    setBusy((before) => [...before, actionId])
    const given = { ...(blockId !== undefined && { blockId }), ...(value !== undefined && { value }) }
    const said = await press({ ts, actionId, ...given })
    setTrouble(said ?? '')
    setBusy((before) => before.toSpliced(before.indexOf(actionId), 1))
  }
  const hold = async (actionId: string, value: Input) => {
    const said = await view?.fill({ blockId: blockId ?? '', actionId, value })
    setTrouble(said ?? '')
  }
  return { busy, trouble, act, hold }
}
