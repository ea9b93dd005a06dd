import type { SentBlock } from '../../snapshot.ts'
import { Element } from '../elements/element.tsx'
import type { FieldIds } from '../elements/element-props.ts'
import { stringField } from './fields.ts'
import type { useAct } from './use-act.ts'

type Props = {
  block: SentBlock
  element: SentBlock
  acting: ReturnType<typeof useAct>
  ids?: FieldIds
}

/** An element in its block. In an input block only `dispatch_action` tells the app at once. */
export function ElementIn({ block, element, acting, ids }: Props) {
  const { busy, act, hold } = acting
  const dispatches = block.type !== 'input' || block.dispatch_action === true
  return (
    <Element
      element={element}
      blockId={stringField(block, 'block_id') ?? ''}
      busy={busy.includes(stringField(element, 'action_id') ?? '')}
      act={dispatches ? act : (actionId, value = '') => hold(actionId, value)}
      hold={hold}
      dispatches={dispatches}
      {...(ids && { ids })}
    />
  )
}
