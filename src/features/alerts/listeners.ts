import type { App } from '@slack/bolt'
import type { Presses } from '../../slack/block-actions.ts'
import { listenToAlertPresses } from './action-listeners.ts'
import type { PressContext } from './action-reply.ts'
import { listenToAlertWindows } from './form/view-listeners.ts'

/** Registers what people do with alerts: their buttons, menus and windows. */
export const listenToAlerts = (app: App, presses: Presses, context: PressContext): void => {
  listenToAlertPresses(presses, context)
  listenToAlertWindows(app, context)
}
