import type { App, BlockAction, BlockElementAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { clientIn } from './web-api/client-pool.ts'

/** A button, menu or field that was used, in a message or in a view. */
export type BlockActionEvent = {
  readonly body: BlockAction
  readonly element: BlockElementAction
  readonly client: WebClient
}

/** Runs once the action is acked. */
type BlockActionHandler = (event: BlockActionEvent) => Promise<void>

/** The value a button carries or a menu's chosen option has; undefined where there is none. */
export const actionValue = (element: BlockElementAction): string | undefined => {
  if ('selected_option' in element && element.selected_option !== null) {
    const { selected_option: chosen } = element
    return typeof chosen === 'object' && 'value' in chosen ? chosen.value : undefined
  }
  return 'value' in element && typeof element.value === 'string' ? element.value : undefined
}

/**
 * One listener for all block actions, which acks first. Bolt tries every listener on every request, and each one more
 * adds about two microseconds to every command. An action id without a handler comes from a message of an older
 * version and goes to `unknown`.
 */
export const createBlockActions = (app: App, unknown: BlockActionHandler) => {
  const handlers = new Map<string, BlockActionHandler>()
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, action, body, context }) => {
    await ack()
    const handler = handlers.get(action.action_id.replace(/\.\d+$/, '')) ?? unknown
    await handler({ body, element: action, client: clientIn(context) })
  })
  return {
    /** Adds the handler of an action id; buttons of one block may carry it with a number behind (`id.1`). */
    on: (actionId: string, handler: BlockActionHandler): void => {
      handlers.set(actionId, handler)
    },
  }
}

/** The handlers of all block actions, by action id. */
export type BlockActions = ReturnType<typeof createBlockActions>
