import { announcement } from '../messages/channel-posts.ts'
import { endedMessage } from '../messages/ended.ts'
import { thread } from '../messages/thread.ts'
import { notifyOwnerBy } from './delivery-failure.ts'
import { type AlertsOptions, type RunningWorker, startWorker } from './worker.ts'

/** The alerts at work in the app's own words, which are loaded with them. Returns at once, as `startAlerts` does. */
export const startAlertWorker = (options: Omit<AlertsOptions, 'words' | 'tell'>): RunningWorker =>
  startWorker({
    ...options,
    words: { announcement, thread },
    tell: notifyOwnerBy(options.clientFor, endedMessage),
  })
