import { announcement } from '../messages/announcement.ts'
import { stoppedMessage } from '../messages/ended.ts'
import { thread } from '../messages/thread.ts'
import { tellBy } from './notify-owner.ts'
import { type AlertsOptions, type RunningAlerts, startAlerts } from './worker.ts'

/** The alerts at work in the app's own words, which are loaded with them. Returns at once, as `startAlerts` does. */
export const watchChannels = (options: Omit<AlertsOptions, 'words' | 'tell'>): RunningAlerts =>
  startAlerts({
    ...options,
    words: { announcement, thread },
    tell: tellBy(options.clientFor, stoppedMessage),
  })
