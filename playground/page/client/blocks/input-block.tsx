import { useId } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { Element } from './element.tsx'
import { elementsOf, stringField, wordsOf } from './fields.ts'
import { Trouble } from './trouble.tsx'
import { useAct } from './use-act.ts'

/** A label, and below it something to fill in. */
export function InputBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const { busy, trouble, act } = useAct(block, ts)
  const id = useId()
  return (
    <fieldset className="input-block" aria-labelledby={id}>
      <legend id={id}>{wordsOf(block.label)}</legend>
      {elementsOf([block.element]).map((element) => (
        <Element
          key={element.type}
          element={element}
          blockId={stringField(block, 'block_id') ?? ''}
          busy={busy === stringField(element, 'action_id')}
          act={act}
        />
      ))}
      {block.dispatch_action === true && <p className="input-hint">↵ Press Enter to send</p>}
      <Trouble words={trouble} />
    </fieldset>
  )
}
