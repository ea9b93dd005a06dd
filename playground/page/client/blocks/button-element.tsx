import { useState } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ElementProps } from './element-props.ts'
import { stringField, wordsOf } from './fields.ts'

/** A button; one with `confirm` asks first, one with `url` opens it and tells the app as well. */
export function ButtonElement({ element, busy, act }: ElementProps) {
  const [asking, setAsking] = useState(false)
  const { confirm } = element
  const go = () => {
    const url = stringField(element, 'url')
    if (url !== undefined) window.open(url, '_blank', 'noreferrer')
    act(stringField(element, 'action_id') ?? '')
  }
  const asksFirst = typeof confirm === 'object' && confirm !== null
  return (
    <>
      <button
        type="button"
        className="element"
        data-style={stringField(element, 'style')}
        aria-label={stringField(element, 'accessibility_label')}
        aria-busy={busy}
        onClick={() => (asksFirst ? setAsking(true) : go())}
      >
        {wordsOf(element.text)}
      </button>
      {asking && asksFirst && (
        <ConfirmDialog
          confirm={confirm}
          done={(agreed) => {
            setAsking(false)
            if (agreed) go()
          }}
        />
      )}
    </>
  )
}
