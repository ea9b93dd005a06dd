import { checkSuggestions } from '../block-rules/block-rules.ts'
import { offeredBy } from '../block-rules/composition-objects.ts'
import type { Deliver } from '../delivery/delivery.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Element } from '../workspace/block-ids.ts'
import { type View, viewPayload } from '../workspace/view.ts'
import { topView, type Views } from '../workspace/view-stack.ts'
import { findUser, type Workspace } from '../workspace/workspace.ts'
import { findElement, payloadHead } from './payloads.ts'

/** An option as the app gave it. */
export type Option = { readonly text: { readonly text: string }; readonly value: string }

/** What each external_select was last given to offer. */
export const createSuggested = () => {
  const given = new Map<string, readonly Option[]>()
  const keyOf = (...ids: string[]): string => ids.join('\n')
  return {
    for: (viewId: string, blockId: string, actionId: string): readonly Option[] =>
      given.get(keyOf(viewId, blockId, actionId)) ?? [],
    set: (viewId: string, blockId: string, actionId: string, options: readonly Option[]): void =>
      void given.set(keyOf(viewId, blockId, actionId), options),
  }
}

export type Suggested = ReturnType<typeof createSuggested>

type Deps = {
  readonly workspace: Workspace
  readonly views: Views
  readonly suggested: Suggested
  readonly deliver: Deliver
  readonly traffic: TrafficLog
}
export type SuggestionQuery = {
  readonly user: string
  /** Default: the modal on top, or Home when there is none. */
  readonly viewId?: string
  readonly blockId?: string
  readonly actionId: string
  readonly query: string
}

// "The default value is 3": @slack/types, ExternalSelect.
const leastTyped = ({ min_query_length: least }: Element): number => (typeof least === 'number' ? least : 3)

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** A block_suggestion's payload: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. */
const payloadOf = (workspace: Workspace, user: string, view: View, ids: object, query: string) => ({
  type: 'block_suggestion',
  ...payloadHead(workspace, findUser(workspace, user), true),
  container: { type: 'view', view_id: view.id },
  ...ids,
  value: query,
  view: viewPayload(view),
})

/**
 * What an external_select shows as a person types into it. Nobody is asked before enough is typed. No answer in time, a
 * error or one that breaks a rule shows nothing; the last is recorded as a rejection.
 */
export const createSuggest = ({ workspace, views, suggested, deliver, traffic }: Deps) => {
  const read = (body: string): readonly Option[] => {
    const answer = parse(body)
    const broken = checkSuggestions(answer)
    for (const it of broken) traffic.reject('block_suggestion', `${it.path}: ${it.rule}`, it.source)
    if (broken.length > 0) return []
    return offeredBy(Object(answer)).map((it): Option => Object(it))
  }

  return async ({ user, viewId, blockId, actionId, query }: SuggestionQuery): Promise<readonly Option[]> => {
    const view = topView(views, user, viewId)
    const { element, blockId: block_id } = findElement(view.blocks, `view ${view.id}`, actionId, blockId)
    if (!/external_select$/.test(element.type)) throw new Error(`${actionId} asks nobody for options`)
    if (query.length < leastTyped(element)) return []
    const payload = payloadOf(workspace, user, view, { block_id, action_id: actionId }, query)
    const delivery = await deliver({ what: 'block_suggestion', type: 'interactive', payload })
    const options = delivery.outcome === 'acked' ? read(delivery.body) : []
    suggested.set(view.id, block_id, actionId, options)
    return options
  }
}
