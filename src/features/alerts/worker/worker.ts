import PQueue from 'p-queue'
import { dayInLondon, isBehind } from '../../../crime/dates.ts'
import { areaOf } from '../../../crime/postcode.ts'
import type { Database } from '../../../database/database.ts'
import { deleteHiddenRegularly } from '../../../database/hidden-rows.ts'
import { createQueue, QUEUE_CONFIG, type QueueConfig } from '../../../database/queue.ts'
import { waitQuietly } from '../../../lib/wait.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import { classifyLookup } from '../../../lookup/lookup-result.ts'
import { createBackgroundCount, type Metrics, NO_METRICS } from '../../../observability/metrics.ts'
import { lookUpReport } from '../../../report/answer.ts'
import { createDeliveryRepository } from '../store/delivery-repository.ts'
import { createDeliverChannel } from './deliver-channel.ts'
import { DELIVERY_CONFIG } from './delivery-config.ts'
import { CHANNEL_JOBS, createJobs, type JobContext, type JobHandlers, jobKinds, MESSAGES } from './jobs.ts'
import { sweep } from './sweep.ts'

/** What the handlers need. */
export type HandlerContext = Omit<JobContext, 'lookUp'> & { readonly lookup: Pick<Lookup, 'near'> }

const LOOKUPS_AT_ONCE = 4

/** The handlers of alert jobs, for any queue. */
export const createHandlers = (context: HandlerContext): JobHandlers => {
  const { deliveries, clock } = context
  const lookups = new PQueue({ concurrency: LOOKUPS_AT_ONCE })
  const lookUp: JobContext['lookUp'] = async ({ postcode, areaMonth }, emptyNotBefore = 0) => {
    const found = await lookups.add(() => lookUpReport(context, postcode, null, emptyNotBefore))
    const result = classifyLookup(found, clock())
    if (result.kind === 'figures' && isBehind(areaMonth, result.month))
      await deliveries.advanceArea(areaOf(postcode), result.month)
    if (result.kind === 'figures-missing') await deliveries.recordWaiting(postcode, clock())
    return result
  }
  const working = { ...context, lookUp }
  return { sweep: () => sweep(working), channel: createDeliverChannel(working) }
}

/** What the worker needs; tests set the optional values. */
export type WorkerOptions = Pick<HandlerContext, 'lookup' | 'clientFor' | 'clock' | 'log'> &
  Partial<Pick<JobContext, 'messages' | 'wait' | 'config'>> & {
    readonly database: Database
    /** When to sweep, in London time. */
    readonly cron: string
    readonly metrics?: Metrics
    readonly queueConfig?: QueueConfig
  }

/** Starts sweeps and deliveries in the background, once the database is available; they continue after it was away. */
export const startWorker = (options: WorkerOptions) => {
  const { database, cron, clock, log, queueConfig = QUEUE_CONFIG } = options
  const { metrics = NO_METRICS, wait = waitQuietly, config = DELIVERY_CONFIG, messages = MESSAGES } = options
  const stopped = new AbortController()
  const stopping = stopped.signal
  const connection = database.queueConnection
  const queue = createQueue({ connection, config: queueConfig, log, clock, stopping })
  const jobs = createJobs(queue)
  const deliveries = createDeliveryRepository(database)
  const countOverdue = () => deliveries.countOverdue(dayInLondon(clock()))
  const overdueCount = createBackgroundCount(countOverdue, clock, stopping)
  metrics.gauge('alerts_waiting', overdueCount)
  metrics.gauge('alert_queue_working', queue.isAnswering)
  const context = { ...options, deliveries, jobs, messages, metrics, wait, config, stopping }
  const kinds = jobKinds(createHandlers(context), cron)
  const started = database.ready().then(
    () => {
      void deleteHiddenRegularly(database, log, wait, stopping)
      // Starts a count, so that the first scrape finds a number.
      overdueCount()
      return queue.start(kinds)
    },
    // The database was closed, or given up, before it was ready.
    () => undefined,
  )
  return {
    jobs,
    /** Resolves once the worker takes jobs, or was stopped before. */
    started,
    /** Whether the queue reaches its database, as far as it can be told. */
    isAnswering: queue.isAnswering,
    /** Deletes the jobs of workspaces that are deleted; rejects while the database is unavailable. */
    removeOrphanedJobs: async (): Promise<void> => {
      await started
      await queue.removeOrphaned(CHANNEL_JOBS)
    },
    /** Starts no more deliveries, queues the rest again, and waits for running ones, so many ms at most. */
    stop: async (withinMs: number): Promise<void> => {
      stopped.abort()
      await queue.stop(withinMs)
    },
  }
}

/** A started worker. */
export type RunningWorker = ReturnType<typeof startWorker>
