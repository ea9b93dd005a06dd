import type { App } from '@slack/bolt'
import type { Presses } from '../slack/presses.ts'
import type { PressContext } from './press-answer.ts'
import { listenToAlertPresses } from './press-listeners.ts'
import { listenToAlertWindows } from './view-listeners.ts'

/** Registers what people do with alerts: their buttons, menus and windows. */
export const listenToAlerts = (app: App, presses: Presses, context: PressContext): void => {
  listenToAlertPresses(presses, context)
  listenToAlertWindows(app, context)
}
