import { DELIVERY_CONFIG } from '../../../src/features/alerts/worker/delivery-config.ts'
import {
  type RunningWorker,
  startWorker,
  type WorkerOptions,
} from '../../../src/features/alerts/worker/worker.ts'
import { daytimeClock, FAST_QUEUE, NEVER } from '../../features/alerts/support/worker-options.ts'

type Options = Pick<WorkerOptions, 'database' | 'lookup' | 'clientFor' | 'log'> &
  Required<Pick<WorkerOptions, 'metrics'>> & { readonly ahead: () => number }

/**
 * The real worker and queue with the app's own messages; tests queue the sweeps. Its clock is always within the delivery
 * hours, and `ahead` ms ahead, while that of Slack's signatures is the real one.
 */
export const startFastWorker = async ({ ahead, ...options }: Options): Promise<RunningWorker> => {
  const clock = daytimeClock()
  const worker = startWorker({
    ...options,
    clock: () => clock() + ahead(),
    cron: NEVER,
    config: { ...DELIVERY_CONFIG, spacingMs: 0 },
    queueConfig: FAST_QUEUE,
  })
  await worker.started
  return worker
}
