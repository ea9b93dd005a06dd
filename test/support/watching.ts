import { announcement } from '../../src/alerts/messages/announcement.ts'
import { stoppedMessage } from '../../src/alerts/messages/stopped.ts'
import { thread } from '../../src/alerts/messages/thread.ts'
import { PACE } from '../../src/alerts/pace.ts'
import { type AlertsOptions, type RunningAlerts, startAlerts } from '../../src/alerts/start.ts'
import { tellBy } from '../../src/alerts/tell.ts'
import { daytime } from '../alerts/support/daytime.ts'
import { HURRY, NEVER } from '../alerts/support/hurry.ts'

type Options = Pick<AlertsOptions, 'database' | 'lookup' | 'clientFor' | 'log'> &
  Required<Pick<AlertsOptions, 'metrics'>> & { readonly ahead: () => number }

/**
 * The real queue and engine with the app's own words, in more of a hurry; they sweep when they are told. Channels are
 * spoken to by day only, while Slack's signatures are of now: so they have a clock of their own, as far `ahead`.
 */
export const watchSoon = async ({ ahead, ...options }: Options): Promise<RunningAlerts> => {
  const day = daytime()
  const alerts = startAlerts({
    ...options,
    words: { announcement, thread },
    tell: tellBy(options.clientFor, stoppedMessage),
    clock: () => day() + ahead(),
    cron: NEVER,
    pace: { ...PACE, spacingMs: 0 },
    queuePace: HURRY,
  })
  await alerts.started
  return alerts
}
