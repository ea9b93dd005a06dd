import { useState } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { usePress } from '../channel/press.ts'
import { stringField } from './fields.ts'

/** Acting on the elements of one block. While the app has not answered, a second press does nothing. */
export function useAct(block: SentBlock, ts: string) {
  const press = usePress()
  const [busy, setBusy] = useState('')
  const [trouble, setTrouble] = useState('')
  const act = async (actionId: string, value?: string) => {
    if (busy !== '') return
    setBusy(actionId)
    setTrouble('')
    const blockId = stringField(block, 'block_id')
    setTrouble(
      (await press({
        ts,
        actionId,
        ...(blockId !== undefined && { blockId }),
        ...(value !== undefined && { value }),
      })) ?? '',
    )
    setBusy('')
  }
  return { busy, trouble, act }
}
