import { checkSuggestions } from '../block-rules/block-rules.ts'
import { offeredBy } from '../block-rules/composition-objects.ts'
import type { Deliver } from '../delivery/delivery.ts'
import type { TrafficLog } from '../traffic.ts'
import type { Element } from '../workspace/block-ids.ts'
import type { Messages, SlackMessage } from '../workspace/messages.ts'
import { type View, viewPayload } from '../workspace/view.ts'
import { topView, type Views } from '../workspace/view-stack.ts'
import { findUser, type Workspace } from '../workspace/workspace.ts'
import { findElement, messageContainer, payloadHead } from './payloads.ts'

/** An option as the app gave it. */
export type Option = { readonly text: { readonly text: string }; readonly value: string }

/** What each external_select was last given to offer. */
export const createSuggested = () => {
  const given = new Map<string, readonly Option[]>()
  const keyOf = (...ids: string[]): string => ids.join('\n')
  return {
    /** `where`: a view's id, or a message's timestamp. */
    for: (where: string, blockId: string, actionId: string): readonly Option[] =>
      given.get(keyOf(where, blockId, actionId)) ?? [],
    set: (where: string, blockId: string, actionId: string, options: readonly Option[]): void =>
      void given.set(keyOf(where, blockId, actionId), options),
  }
}

export type Suggested = ReturnType<typeof createSuggested>

type Deps = {
  readonly workspace: Workspace
  readonly views: Views
  readonly messages: Messages
  readonly suggested: Suggested
  readonly deliver: Deliver
  readonly traffic: TrafficLog
}
export type SuggestionQuery = {
  readonly user: string
  /** Default: the modal on top, or Home when there is none. */
  readonly viewId?: string
  /** A message's timestamp, where the menu is in one. */
  readonly ts?: string
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

const ofView = (view: View) => ({
  id: view.id,
  blocks: view.blocks,
  inView: true,
  fields: { container: { type: 'view', view_id: view.id }, view: viewPayload(view) },
})

const ofMessage = (message: SlackMessage, { channels }: Workspace) => ({
  id: message.ts,
  blocks: message.blocks,
  inView: false,
  fields: {
    container: messageContainer(message),
    channel: { id: message.channel, name: channels.find(({ id }) => id === message.channel)?.name ?? '' },
  },
})

/**
 * What an external_select shows as a person types into it. Nobody is asked before enough is typed. No answer in time, a
 * error or one that breaks a rule shows nothing; the last is recorded as a rejection.
 */
export const createSuggest = ({ workspace, views, messages, suggested, deliver, traffic }: Deps) => {
  const read = (body: string): readonly Option[] => {
    const answer = parse(body)
    const broken = checkSuggestions(answer)
    for (const it of broken) traffic.reject('block_suggestion', `${it.path}: ${it.rule}`, it.source)
    if (broken.length > 0) return []
    return offeredBy(Object(answer)).map((it): Option => Object(it))
  }

  const placeOf = ({ user, viewId, ts }: SuggestionQuery) => {
    if (ts === undefined) return ofView(topView(views, user, viewId))
    const message = messages.find(ts)
    if (message === undefined) throw new Error(`No message ${ts}`)
    return ofMessage(message, workspace)
  }

  return async (asked: SuggestionQuery): Promise<readonly Option[]> => {
    const { user, blockId, actionId, query } = asked
    const { id, blocks, inView, fields } = placeOf(asked)
    const { element, blockId: block_id } = findElement(blocks, id, actionId, blockId)
    if (!/external_select$/.test(element.type)) throw new Error(`${actionId} asks nobody for options`)
    if (query.length < leastTyped(element)) return []
    // docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
    const payload = {
      type: 'block_suggestion',
      ...payloadHead(workspace, findUser(workspace, user), inView),
      ...fields,
      block_id,
      action_id: actionId,
      value: query,
    }
    const delivery = await deliver({ what: 'block_suggestion', type: 'interactive', payload })
    const options = delivery.outcome === 'acked' ? read(delivery.body) : []
    suggested.set(id, block_id, actionId, options)
    return options
  }
}
