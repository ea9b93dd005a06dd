import type { App, BlockAction, BlockElementAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'

/** Something that was pressed, chosen or typed, in a message or in a view. */
export type BlockActionEvent = {
  readonly body: BlockAction
  readonly element: BlockElementAction
  readonly client: WebClient
}

/** What is done about it, once it is acked. */
export type BlockActionHandler = (pressed: BlockActionEvent) => Promise<void>

/** The table of everything that can be pressed. */
export type BlockActions = {
  /** Adds what is done for an action id; buttons of one block may carry it with a number behind (`id.1`). */
  readonly on: (actionId: string, work: BlockActionHandler) => void
}

/** The value a button carries or a menu's chosen option has; undefined where there is none. */
export const actionValue = (element: BlockElementAction): string | undefined => {
  if ('selected_option' in element && element.selected_option !== null) {
    const { selected_option: chosen } = element
    return typeof chosen === 'object' && 'value' in chosen ? chosen.value : undefined
  }
  return 'value' in element && typeof element.value === 'string' ? element.value : undefined
}

/** What is in the table only once it is loaded. */
export type RestOfPresses = {
  readonly load: () => Promise<unknown>
  /** What is done about a press where that did not go well. */
  readonly failed: (pressed: BlockActionEvent, error: unknown) => Promise<void>
}

/**
 * One listener for all presses: Bolt tries every listener on every request, which each would cost about two
 * microseconds of every command. Acks first; an id that is not in the rest of the table either is one of an older
 * version, and goes to `unknown`.
 */
export const createBlockActions = (
  app: App,
  unknown: BlockActionHandler,
  rest: RestOfPresses,
): BlockActions => {
  const table = new Map<string, BlockActionHandler>()
  const inRest = async (id: string): Promise<BlockActionHandler> => {
    try {
      await rest.load()
    } catch (error) {
      return (pressed) => rest.failed(pressed, error)
    }
    return table.get(id) ?? unknown
  }
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, action, body, client }) => {
    await ack()
    const id = action.action_id.replace(/\.\d+$/, '')
    const work = table.get(id) ?? (await inRest(id))
    await work({ body, element: action, client })
  })
  return {
    on: (actionId, work) => {
      table.set(actionId, work)
    },
  }
}
