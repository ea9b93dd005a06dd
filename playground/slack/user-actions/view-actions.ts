import type { Deliver, Delivery } from '../delivery/delivery.ts'
import type { createEventSender } from '../delivery/events-api.ts'
import type { Block } from '../workspace/block-ids.ts'
import { chosenValue, type Input } from '../workspace/choose-value.ts'
import { isStateful } from '../workspace/element-values.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { statelessPayload, type View } from '../workspace/view.ts'
import { topView, type Views } from '../workspace/view-stack.ts'
import { findUser, type Workspace } from '../workspace/workspace.ts'
import { actionEntry, type ElementInBlock, overflowChoice } from './action-entry.ts'
import { findElement, viewActionsPayload } from './payloads.ts'
import type { Suggested } from './suggestions.ts'

type Deps = {
  readonly workspace: Workspace
  readonly views: Views
  readonly suggested: Suggested
  readonly triggers: Triggers
  readonly clock: () => number
  readonly deliver: Deliver
}
export type ViewActionInput = {
  readonly user: string
  /** Default: the modal on top, or Home when there is none. */
  readonly viewId?: string
  readonly blockId?: string
  readonly actionId: string
  /** An option's value, a text, an id, a date; several where the element takes several; nothing for a button. */
  readonly value?: Input
}
export type FillInput = ViewActionInput & { readonly value: Input }

/** When a text input is sent: docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object. */
const triggersOf = ({ dispatch_action_config: config }: ElementInBlock['element']): readonly string[] =>
  Object(config).trigger_actions_on ?? ['on_enter_pressed']

/** Whether using this element is sent to the app at once; an input block's only with `dispatch_action`. */
const dispatches = (block: Block): boolean => block.type !== 'input' || block.dispatch_action === true

const isTyped = ({ type }: ElementInBlock['element']): boolean => /_input$/.test(type)

/** What people can do in a view: press, choose, type. */
export const createViewActions = ({ workspace, views, suggested, triggers, clock, deliver }: Deps) => {
  const setValue = (view: View, { blockId, element }: ElementInBlock, user: string, input: Input): View => {
    const old = view.state.values[blockId]?.[element.action_id]
    const offered = suggested.for(view.id, blockId, element.action_id)
    const value = chosenValue(element, input, { workspace, user, suggested: offered }, old)
    return views.setValue(view.id, blockId, element.action_id, value) ?? view
  }

  const applyInput = (view: View, pressed: ElementInBlock, user: string, value: Input | undefined) => {
    const { blockId, element } = pressed
    if (element.type === 'overflow') return { now: view, chosen: overflowChoice(element, value) }
    if (!isStateful(element)) return { now: view, chosen: undefined }
    if (value === undefined && !isTyped(element))
      throw new Error(`Say what is chosen in ${element.action_id}`)
    const now = value === undefined ? view : setValue(view, pressed, user, value)
    return { now, chosen: now.state.values[blockId]?.[element.action_id] }
  }

  const mustDispatch = ({ block, element }: ReturnType<typeof findElement>): void => {
    if (!dispatches(block))
      throw new Error(`${element.action_id} tells nobody before it is submitted: type it`)
    if (
      isTyped(element) &&
      element.multiline === true &&
      !triggersOf(element).includes('on_character_entered')
    )
      throw new Error(`Enter makes a new line in ${element.action_id} (?)`)
  }

  const act = async ({ user, viewId, blockId, actionId, value }: ViewActionInput): Promise<Delivery> => {
    const view = topView(views, user, viewId)
    const found = findElement(view.blocks, `view ${view.id}`, actionId, blockId)
    mustDispatch(found)
    const { now, chosen } = applyInput(view, found, user, value)
    const trigger_id = triggers.mint({ user, viewId: view.id })
    const entry = actionEntry(found, chosen, clock())
    const payload = viewActionsPayload(workspace, findUser(workspace, user), now, entry, trigger_id)
    return deliver({ what: 'block_actions', type: 'interactive', payload })
  }

  const type = ({ user, viewId, blockId, actionId, value }: FillInput): View => {
    const view = topView(views, user, viewId)
    const found = findElement(view.blocks, `view ${view.id}`, actionId, blockId)
    const tellsAtOnce = dispatches(found.block) && !isTyped(found.element)
    const tellsEachKey = dispatches(found.block) && triggersOf(found.element).includes('on_character_entered')
    if (tellsAtOnce || tellsEachKey) throw new Error(`${actionId} tells the app at once: act on it`)
    return setValue(view, found, user, value)
  }

  return { act, type }
}

type HomeDeps = {
  readonly workspace: LiveWorkspace
  readonly views: Views
  readonly homeTab: boolean
  readonly sendEvent: ReturnType<typeof createEventSender>
}
export type OpenHomeInput = { readonly user: string; readonly tab?: 'home' | 'messages' }

/**
 * Opens the app's own page, on Home by default. The event: docs.slack.dev/reference/events/app_home_opened; it carries
 * the view that was published before, on Home only (?).
 */
export const createHomeActions = ({ workspace, views, homeTab, sendEvent }: HomeDeps) => ({
  openHome: async ({ user, tab = 'home' }: OpenHomeInput): Promise<Delivery> => {
    findUser(workspace, user)
    if (tab === 'home' && !homeTab) throw new Error('The manifest has no Home tab')
    if (views.modalOf(user)) throw new Error(`A modal is before ${user}: close it first`)
    const view = tab === 'home' ? views.homeOf(user) : undefined
    const channel = workspace.directMessage(user).id
    const seen = view ? { view: statelessPayload(view) } : {}
    return sendEvent({ type: 'app_home_opened', user, channel, tab, ...seen })
  },
})
