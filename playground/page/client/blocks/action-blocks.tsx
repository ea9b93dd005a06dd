import { useContext, useState } from 'react'
import type { Input } from '../../slack-port.ts'
import type { SentBlock, Snapshot } from '../../snapshot.ts'
import { Element } from '../elements/element.tsx'
import { type FieldIds, useView } from '../elements/element-state.ts'
import { SuggestContext, useSendAction } from './block-action.ts'
import { DisplayBlock } from './display-block.tsx'
import { elementsOf, stringField } from './fields.ts'

/** Acting on the elements of one block, and filling them in; `busy` are those the app has yet to answer. */
export function useBlockActions(block: SentBlock, ts: string) {
  const press = useSendAction()
  const view = useView()
  const [busy, setBusy] = useState<readonly string[]>([])
  const [error, setError] = useState('')
  const blockId = stringField(block, 'block_id')
  const act = async (actionId: string, value?: Input) => {
    setBusy((before) => [...before, actionId])
    const given = { ...(blockId !== undefined && { blockId }), ...(value !== undefined && { value }) }
    const failure = await press({ ts, actionId, ...given })
    setError(failure ?? '')
    setBusy((before) => before.toSpliced(before.indexOf(actionId), 1))
  }
  const fill = async (actionId: string, value: Input) => {
    const failure = await view?.fill({ blockId: blockId ?? '', actionId, value })
    setError(failure ?? '')
  }
  const ask = useContext(SuggestContext)
  const suggest = (actionId: string, query: string) => ask({ ts, blockId: blockId ?? '', actionId, query })
  return { busy, error, act, fill, suggest }
}

/** What went wrong with an action; empty while nothing did. */
export function ErrorLine({ text }: { text: string }) {
  return (
    <p className="error-line" role="status">
      {text}
    </p>
  )
}

type ElementInProps = {
  block: SentBlock
  element: SentBlock
  actions: ReturnType<typeof useBlockActions>
  ids?: FieldIds
}

/** An element in its block. In an input block only `dispatch_action` sends to the app at once. */
export function ElementIn({ block, element, actions, ids }: ElementInProps) {
  const { busy, act, fill, suggest } = actions
  const dispatches = block.type !== 'input' || block.dispatch_action === true
  return (
    <Element
      element={element}
      blockId={stringField(block, 'block_id') ?? ''}
      busy={busy.includes(stringField(element, 'action_id') ?? '')}
      act={dispatches ? act : (actionId, value = '') => fill(actionId, value)}
      fill={fill}
      suggest={suggest}
      dispatches={dispatches}
      {...(ids && { ids })}
    />
  )
}

/** A row of things to press. */
export function ActionsBlock({ block, ts }: { block: SentBlock; ts: string }) {
  const actions = useBlockActions(block, ts)
  return (
    <div className="actions-block">
      {elementsOf(block.elements).map((element, index) => {
        const id = stringField(element, 'action_id') ?? String(index)
        return <ElementIn key={id} block={block} element={element} actions={actions} />
      })}
      <ErrorLine text={actions.error} />
    </div>
  )
}

type SectionProps = { block: SentBlock; ts: string; workspace: Snapshot['workspace'] }

/** A section with something to press at its side. */
export function SectionWithAccessory({ block, ts, workspace }: SectionProps) {
  const actions = useBlockActions(block, ts)
  const { accessory, ...section } = block
  return (
    <div className="with-accessory">
      <DisplayBlock block={section} workspace={workspace} />
      {elementsOf([accessory]).map((element) => (
        <ElementIn
          key={stringField(element, 'action_id') ?? element.type}
          block={block}
          element={element}
          actions={actions}
        />
      ))}
      <ErrorLine text={actions.error} />
    </div>
  )
}

/** An image at the side is only looked at, and slack-blocks-to-jsx draws it. */
export function hasAccessoryToPress({ type, accessory }: SentBlock): boolean {
  return type === 'section' && elementsOf([accessory]).some((element) => element.type !== 'image')
}
