import { DELIVERY_CONFIG } from '../../src/features/alerts/worker/delivery-config.ts'
import { startAlertWorker } from '../../src/features/alerts/worker/start-worker.ts'
import type { AlertsOptions, RunningWorker } from '../../src/features/alerts/worker/worker.ts'
import { daytime } from '../features/alerts/support/daytime-clock.ts'
import { HURRY, NEVER } from '../features/alerts/support/fast-queue.ts'

type Options = Pick<AlertsOptions, 'database' | 'lookup' | 'clientFor' | 'log'> &
  Required<Pick<AlertsOptions, 'metrics'>> & { readonly ahead: () => number }

/**
 * The real queue and engine with the app's own words, in more of a hurry; they sweep when they are told. Channels are
 * spoken to by day only, while Slack's signatures are of now: so they have a clock of their own, as far `ahead`.
 */
export const watchSoon = async ({ ahead, ...options }: Options): Promise<RunningWorker> => {
  const day = daytime()
  const alerts = startAlertWorker({
    ...options,
    clock: () => day() + ahead(),
    cron: NEVER,
    pace: { ...DELIVERY_CONFIG, spacingMs: 0 },
    queuePace: HURRY,
  })
  await alerts.started
  return alerts
}
