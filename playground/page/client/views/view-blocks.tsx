import { useMemo, useRef } from 'react'
import type { Choice, Delivered, SentBlock, ShownView, Snapshot, Submitted } from '../../snapshot.ts'
import { type ApiResult, deliveryError, postJson } from '../api-client.ts'
import { ActionContext, type SendAction, type Suggest, SuggestContext } from '../blocks/block-action.ts'
import { BlockBoundary } from '../blocks/block-as-json.tsx'
import { OneBlock } from '../blocks/blocks.tsx'
import { stringField } from '../blocks/fields.ts'
import { ViewContext, type ViewUse } from '../elements/element-state.ts'
import { ConversationsContext } from '../elements/menus.tsx'

/**
 * What a person can do with a view. What was filled in reaches Slack before anything else that is done, in the order it was
 * typed; presses do not wait for one another.
 */
export function useViewActions(view: ShownView, user: string) {
  const lastFill = useRef<Promise<unknown>>(Promise.resolve())
  const use: ViewUse = useMemo(() => {
    const ids = { user, viewId: view.id }
    return {
      view,
      fill: async (filled) => {
        const queued = lastFill.current.then(() => postJson('/fill', { ...ids, ...filled }))
        lastFill.current = queued
        return errorIn(await queued)
      },
    }
  }, [user, view])
  const suggest: Suggest = async ({ ts: _, ...sought }) => {
    await lastFill.current
    return postJson<readonly Choice[]>('/suggest', { user, viewId: view.id, ...sought })
  }
  const press: SendAction = async ({ ts: _, ...what }) => {
    await lastFill.current
    return deliveryErrorIn(await postJson<Delivered>('/act', { user, viewId: view.id, ...what }))
  }
  const submit = async () => {
    await lastFill.current
    return deliveryErrorIn(await postJson<Submitted>('/submit', { user }))
  }
  const close = async () => errorIn(await postJson('/close', { user }))
  return { use, suggest, press, submit, close }
}

function errorIn(result: ApiResult<unknown>): string | undefined {
  return 'error' in result ? result.error : undefined
}

function deliveryErrorIn(result: ApiResult<Submitted>): string | undefined {
  if ('error' in result) return result.error
  return result.answer.outcome === 'incomplete' ? undefined : deliveryError(result.answer)
}

type Props = {
  viewActions: Pick<ReturnType<typeof useViewActions>, 'use' | 'press' | 'suggest'>
  workspace: Snapshot['workspace']
}

/** The blocks of a modal or of Home. Their actions belong to the view, not to a message. */
export function ViewBlocks({ viewActions, workspace }: Props) {
  return (
    <ViewContext value={viewActions.use}>
      <ActionContext value={viewActions.press}>
        <SuggestContext value={viewActions.suggest}>
          <ConversationsContext value={workspace.channels}>
            {viewActions.use.view.blocks.map((block, index) => (
              <BlockBoundary key={keyOf(block, index)} block={block}>
                <OneBlock block={block} ts="" workspace={workspace} />
              </BlockBoundary>
            ))}
          </ConversationsContext>
        </SuggestContext>
      </ActionContext>
    </ViewContext>
  )
}

/**
 * Blocks in which something can be done keep their place over updates by their id, and with it focus and what is being
 * typed. All others go by their place: Slack names anew at each update whatever the app did not name.
 */
function keyOf(block: SentBlock, index: number): string {
  const acts = ['actions', 'input'].includes(block.type) || block.accessory !== undefined
  return acts ? `id ${stringField(block, 'block_id') ?? index}` : `at ${index}`
}
