import { useId } from 'react'
import type { SentBlock } from '../../snapshot.ts'
import { useView } from '../elements/element-state.ts'
import { dispatchesOn } from '../elements/text-inputs.tsx'
import { ElementIn, ErrorLine, useBlockActions } from './action-blocks.tsx'
import { elementsOf, stringField, textOf } from './fields.ts'

/** A label, and below it something to fill in, what to know about it, and what is wrong with it. */
export function InputBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const actions = useBlockActions(block, ts)
  const error = useView()?.view.errors[stringField(block, 'block_id') ?? ''] ?? ''
  const hint = textOf(block.hint)
  const id = useId()
  const ids = { field: `${id}-field`, label: `${id}-label`, about: `${id}-about`, invalid: error !== '' }
  const [element] = elementsOf([block.element])
  if (!element) return null
  return (
    <fieldset className="input-block" aria-labelledby={ids.label} data-invalid={ids.invalid}>
      <legend>
        <label id={ids.label} htmlFor={ids.field}>
          {textOf(block.label)}
        </label>
        {block.optional === true && <span className="optional"> (optional)</span>}
      </legend>
      <ElementIn key={element.type} block={block} element={element} actions={actions} ids={ids} />
      <div id={ids.about}>
        {error !== '' && (
          <p className="input-error" role="alert">
            {error}
          </p>
        )}
        {dispatchesOnEnter(block, element) && <p className="input-hint">Press Enter to submit</p>}
        {hint !== '' && <p className="input-hint">{hint}</p>}
      </div>
      <ErrorLine text={actions.error} />
    </fieldset>
  )
}

function dispatchesOnEnter(block: SentBlock, element: SentBlock): boolean {
  return (
    block.dispatch_action === true &&
    element.type === 'plain_text_input' &&
    dispatchesOn(element, 'on_enter_pressed')
  )
}
