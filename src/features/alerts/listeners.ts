import type { App } from '@slack/bolt'
import type { BlockActions } from '../../slack/block-actions.ts'
import { registerAlertActions } from './action-listeners.ts'
import type { ActionContext } from './action-reply.ts'
import { registerAlertModals } from './form/view-listeners.ts'

/** Registers what people do with alerts: their buttons, menus and windows. */
export const registerAlerts = (app: App, presses: BlockActions, context: ActionContext): void => {
  registerAlertActions(presses, context)
  registerAlertModals(app, context)
}
