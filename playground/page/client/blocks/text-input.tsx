import { useState } from 'react'
import type { ElementProps } from './element-props.ts'
import { stringField, wordsOf } from './fields.ts'
import { useHeld, useView } from './held.ts'

/** One line of text. Slack is told of it as one types; Enter tells the app. */
export function TextInput({ element, blockId, busy, act }: ElementProps) {
  const actionId = stringField(element, 'action_id') ?? ''
  const use = useView()
  const [text, setText] = useState(useHeld(blockId, actionId).value)
  const change = (value: string) => {
    setText(value)
    use?.fill({ blockId, actionId, value })
  }
  return (
    <input
      type="text"
      className="text-input"
      placeholder={wordsOf(element.placeholder)}
      aria-busy={busy}
      value={text}
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') act(actionId, text)
      }}
    />
  )
}
