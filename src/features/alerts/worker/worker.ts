import PQueue from 'p-queue'
import type { Database } from '../../../database/database.ts'
import { type Wait, waitQuietly } from '../../../lib/wait.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import { type Metrics, NO_METRICS } from '../../../observability/metrics.ts'
import { digestPost, digestThread } from '../messages/digest.ts'
import { endedMessage } from '../messages/ended.ts'
import { createDeliveryRepository, type DeliveryRepository } from '../store/delivery-repository.ts'
import { createDeliverChannel } from './deliver-channel.ts'
import { DELIVERY_CONFIG } from './delivery-config.ts'
import { CHANNEL, findOrphanedJobs, type JobContext, type JobHandlers, type Jobs } from './jobs.ts'
import { createOverdueCount } from './overdue-count.ts'
import { createNotifyOwner } from './posting.ts'
import { createQueue, QUEUE_CONFIG, type QueueConfig } from './queue.ts'
import { sweep } from './sweep.ts'

/** The handlers of alert jobs, for any queue. */
export const createHandlers = (context: JobContext): JobHandlers => {
  const lookups = new PQueue({ concurrency: context.config.lookupsAtOnce })
  const near: Lookup['near'] = (...asked) => lookups.add(() => context.lookup.near(...asked))
  const limited = { ...context, lookup: { near } }
  return { sweep: () => sweep(limited), channel: createDeliverChannel(limited) }
}

const DELETE_HIDDEN_EVERY_MS = 10 * 60_000

const deleteHiddenRegularly = async (
  { deleteHidden }: Pick<DeliveryRepository, 'deleteHidden'>,
  wait: Wait,
  stopping: AbortSignal,
): Promise<void> => {
  while (!stopping.aborted) {
    // While the database is unavailable, the next time.
    await deleteHidden().catch(() => undefined)
    await wait(DELETE_HIDDEN_EVERY_MS, stopping)
  }
}

/** What the worker needs; tests set the optional values. */
export type WorkerOptions = Pick<JobContext, 'lookup' | 'clientFor' | 'clock' | 'log'> &
  Partial<Pick<JobContext, 'messages' | 'wait' | 'config'>> & {
    readonly database: Database
    /** When to sweep, in London time. */
    readonly cron: string
    readonly metrics?: Metrics
    readonly queueConfig?: QueueConfig
  }

/** A started worker. */
export type RunningWorker = {
  readonly jobs: Jobs
  /** Resolves once the worker takes jobs, or was stopped before. */
  readonly started: Promise<void>
  /** Whether the queue reaches its database, as far as it can be told. */
  readonly isAnswering: () => boolean
  /** Deletes the jobs of alerts that are deleted. Rejects with DatabaseUnavailable. */
  readonly removeOrphanedJobs: () => Promise<void>
  /** Starts no more deliveries, queues the rest again, and waits for running ones, so many ms at most. */
  readonly stop: (withinMs: number) => Promise<void>
}

/** Starts sweeps and deliveries in the background, once the database is available; they continue after it was away. */
export const startWorker = (options: WorkerOptions): RunningWorker => {
  const { database, cron, clientFor, clock, log } = options
  const { metrics = NO_METRICS, wait = waitQuietly, config = DELIVERY_CONFIG } = options
  const { queueConfig = QUEUE_CONFIG, messages = { post: digestPost, thread: digestThread } } = options
  const stopped = new AbortController()
  const stopping = stopped.signal
  const connection = database.queueConnection
  const queue = createQueue({ connection, cron, config: queueConfig, log, clock, stopping })
  const { jobs } = queue
  const deliveries = createDeliveryRepository(database)
  const overdueCount = createOverdueCount(deliveries, clock, stopping)
  metrics.watch('alerts_waiting', overdueCount)
  metrics.watch('alert_queue_working', queue.isAnswering)
  const notifyOwner = createNotifyOwner({ clientFor, config, wait, stopping }, endedMessage)
  const handlers = createHandlers({
    ...options,
    deliveries,
    jobs,
    messages,
    notifyOwner,
    metrics,
    wait,
    config,
    stopping,
  })
  const started = database.ready().then(
    () => {
      void deleteHiddenRegularly(deliveries, wait, stopping)
      // Starts a count, so that the first scrape finds a number.
      overdueCount()
      return queue.start(handlers)
    },
    // The database was closed, or given up, before it was ready.
    () => undefined,
  )
  return {
    jobs,
    started,
    isAnswering: queue.isAnswering,
    removeOrphanedJobs: async () => {
      await started
      await queue.remove(CHANNEL, await findOrphanedJobs(database))
    },
    stop: async (withinMs) => {
      stopped.abort()
      await queue.stop(withinMs)
    },
  }
}
