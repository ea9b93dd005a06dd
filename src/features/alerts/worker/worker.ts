import type { Database } from '../../../database/database.ts'
import { type Wait, waitQuietly } from '../../../lib/wait.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import { type Metrics, NO_METRICS } from '../../../observability/metrics.ts'
import { createDeliveryRepository } from '../store/delivery-repository.ts'
import type { DeliveryRepository } from '../store/due-alerts.ts'
import { findOrphanedJobs } from '../store/orphaned-jobs.ts'
import { createChannelLimiter, createLimiter } from './channel-limiter.ts'
import { createCheck } from './check.ts'
import { type AlertLog, createDeliver } from './deliver.ts'
import { DELIVERY_CONFIG, type DeliveryConfig } from './delivery-config.ts'
import type { Handlers, Jobs } from './jobs.ts'
import { createOverdueAlerts } from './overdue-alerts.ts'
import type { AlertMessages, ClientFor, NotifyOwner } from './post.ts'
import { createQueue, QUEUE_CONFIG, type QueueConfig } from './queue.ts'
import { sweep } from './sweep.ts'

/** What the alerts are made of. `clock` gives ms since the epoch. */
export type WorkerOptions = {
  readonly watch: DeliveryRepository
  readonly lookup: Pick<Lookup, 'near'>
  readonly jobs: Jobs
  readonly clientFor: ClientFor
  readonly words: AlertMessages
  readonly tell: NotifyOwner
  readonly clock: () => number
  readonly wait: Wait
  readonly pace: DeliveryConfig
  readonly log: AlertLog
  /** Where it is counted what came of alerts. */
  readonly metrics: Pick<Metrics, 'alertDelivered' | 'alertStopped'>
  readonly stopping: AbortSignal
}

/** What runs the alerts' jobs, whoever keeps them. */
export const createWorker = (options: WorkerOptions): Handlers => {
  const { pace } = options
  const lookups = createLimiter(pace.lookupsAtOnce)
  const lookup: Pick<Lookup, 'near'> = {
    near: (postcode, asker) => lookups(() => options.lookup.near(postcode, asker)),
  }
  const deliver = createDeliver({ ...options, turns: createChannelLimiter({ ...options, ...pace }) })
  const { check, deliver: deliverIds } = createCheck({ ...options, lookup, deliver })
  return { sweep: () => sweep({ ...options, lookup, check }), check, deliver: deliverIds }
}

/** The engine's surroundings; paces and `wait` are for tests. */
export type AlertsOptions = Omit<
  WorkerOptions,
  'watch' | 'jobs' | 'stopping' | 'wait' | 'pace' | 'metrics'
> & {
  readonly metrics?: Metrics
  readonly database: Database
  /** When to sweep, in London time. */
  readonly cron: string
  readonly wait?: Wait
  readonly pace?: DeliveryConfig
  readonly queuePace?: QueueConfig
}

/** The alerts, at work. */
export type RunningWorker = {
  readonly jobs: Jobs
  /** Resolves once jobs are taken, or it was stopped before. */
  readonly started: Promise<void>
  /** Deletes the jobs of alerts that are not there any more. Rejects while the database is away. */
  readonly dropOrphans: () => Promise<void>
  /** Lets no delivery begin, puts the rest back, and waits for what runs, so many ms at most. */
  readonly stop: (withinMs: number) => Promise<void>
}

/**
 * Watches in the background: returns at once, waits for the database, and survives its going away. Nothing
 * here throws, or keeps anybody who looks something up waiting.
 */
export const startWorker = (options: AlertsOptions): RunningWorker => {
  const {
    database,
    cron,
    clock,
    log,
    wait = waitQuietly,
    pace = DELIVERY_CONFIG,
    queuePace = QUEUE_CONFIG,
  } = options
  const { metrics = NO_METRICS } = options
  const stopped = new AbortController()
  const stopping = stopped.signal
  const queue = createQueue({
    beside: database.queueConnection,
    cron,
    pace: queuePace,
    log,
    clock,
    wait,
    stopping,
  })
  const watch = createDeliveryRepository(database)
  const waiting = createOverdueAlerts({ watch, clock, stopping })
  metrics.watchAlerts(waiting)
  const engine = createWorker({
    ...options,
    watch,
    metrics,
    jobs: queue.jobs,
    wait,
    pace,
    stopping,
  })
  const ready = database.ready().then(
    () => {
      // So that the first to look is told a number.
      waiting()
      return queue.start(engine)
    },
    // It was closed, or given up, before it was there: there is nothing to watch.
    () => undefined,
  )
  return {
    jobs: queue.jobs,
    started: ready,
    dropOrphans: async () => {
      await ready
      for (const [name, ids] of await findOrphanedJobs(database)) await queue.remove(name, ids)
    },
    stop: async (withinMs) => {
      stopped.abort()
      await queue.stop(withinMs)
    },
  }
}
