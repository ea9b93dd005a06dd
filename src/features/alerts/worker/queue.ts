import pRetry from 'p-retry'
import { type ConstructorOptions, type Job, PgBoss, type Queue } from 'pg-boss'
import type { QueueConnection } from '../../../database/database.ts'
import { settlesWithin } from '../../../lib/wait.ts'
import {
  type AlertLog,
  CHANNEL,
  createJobs,
  handlersByName,
  type JobHandlers,
  type JobName,
  runJob,
  SWEEP,
} from './jobs.ts'
import { createQueueDatabase, type QueueLimits } from './queue-database.ts'

/** The intervals of the queue, in seconds, and how long it waits for its database. */
export type QueueConfig = {
  readonly pollSeconds: number
  /** Together with the heartbeat, how soon the jobs of a killed process are found. */
  readonly superviseSeconds: number
  readonly heartbeatSeconds: number
  readonly cronSeconds: number
  readonly limits: QueueLimits
}

/** The values in production. */
export const QUEUE_CONFIG: QueueConfig = {
  pollSeconds: 2,
  superviseSeconds: 15,
  heartbeatSeconds: 20,
  cronSeconds: 30,
  limits: { statementMs: 10_000, silentMs: 20_000 },
}

// While the database is unavailable a job is retried for about a day; later the next sweep finds what is due.
const QUEUE: Omit<Queue, 'name'> = {
  retryLimit: 100,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 3_600,
  retentionSeconds: 4 * 24 * 3_600,
  deleteAfterSeconds: 24 * 3_600,
}

// The jobs of one batch run at the same time; the next batch starts when the slowest has ended.
const BATCH = 10
const BATCHES = 2

type QueueOptions = {
  readonly connection: QueueConnection
  /** When to sweep, in London time. */
  readonly cron: string
  readonly config: QueueConfig
  readonly log: AlertLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
  readonly stopping: AbortSignal
}

const bossOptions = (config: QueueConfig): ConstructorOptions => ({
  schema: 'pgboss',
  superviseIntervalSeconds: config.superviseSeconds,
  monitorIntervalSeconds: config.superviseSeconds,
  cronMonitorIntervalSeconds: config.cronSeconds,
  cronWorkerIntervalSeconds: Math.min(5, config.cronSeconds),
  // These would store details of jobs and processes in more tables.
  registerInstance: false,
  persistWarnings: false,
  openTelemetry: { enabled: false },
})

/** The queue in the database, shared by all processes that use it. Starts once the database is available. */
export const createQueue = (options: QueueOptions) => {
  const { connection, cron, config, log, clock, stopping } = options
  const database = createQueueDatabase(connection, config.limits, clock)
  const boss = new PgBoss({ ...bossOptions(config), ...database.options })
  let lastReason = ''
  const report = (error: unknown): void => {
    const reason = error instanceof Error ? error.message.replace(/ \(Queue: .*/, '') : String(error)
    // Each poll of each queue fails while the database is unavailable: one line for all of them.
    if (reason !== lastReason) log.warn({ reason }, 'the alert queue has a problem')
    lastReason = reason
  }
  boss.on('error', report)
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'the alert queue warns'))

  const createQueues = async (): Promise<void> => {
    const queue = { ...QUEUE, heartbeatSeconds: config.heartbeatSeconds }
    await boss.createQueue(SWEEP, { ...queue, policy: 'stately' })
    // One job of a channel is queued at most and one runs, in all processes together.
    await boss.createQueue(CHANNEL, { ...queue, policy: 'stately' })
    await boss.schedule(SWEEP, cron, null, { tz: 'Europe/London', missed: 'once' })
  }

  const work = async (handlers: JobHandlers): Promise<void> => {
    const handlerOf = handlersByName(handlers)
    const one = { perJobResults: true, pollingIntervalSeconds: config.pollSeconds } as const
    const many = { ...one, batchSize: BATCH, localConcurrency: BATCHES, burstWhenBatchFull: true } as const
    for (const [name, workOptions] of [
      [SWEEP, one],
      [CHANNEL, many],
    ] as const) {
      const run = runJob(log, handlerOf[name])
      await boss.work(name, workOptions, (jobs: Job<unknown>[]) => Promise.all(jobs.map(run)))
    }
  }

  const tryStart = async (handlers: JobHandlers): Promise<void> => {
    try {
      await boss.start()
      await createQueues()
      await work(handlers)
    } catch (cause) {
      report(cause)
      await boss.stop({ graceful: false }).catch(report)
      // p-retry does not retry a TypeError, which a database lost during the start may lead to.
      throw new Error('the alert queue could not start', { cause })
    }
  }

  return {
    jobs: createJobs(boss, clock),
    /** Resolves once it works, or `stopping` aborts; never rejects. */
    start: (handlers: JobHandlers): Promise<void> =>
      pRetry(() => tryStart(handlers), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 1_000,
        maxTimeout: 15_000,
        unref: true,
        signal: stopping,
      }).then(
        () => log.info({ cron }, 'the alert queue has started'),
        () => undefined,
      ),
    /** Deletes jobs, whatever their state. */
    remove: async (name: JobName, ids: readonly string[]): Promise<void> => {
      await boss.deleteJob(name, [...ids])
    },
    /** Whether the queue works, as far as its database goes. */
    isAnswering: database.isAnswering,
    /** Takes no more jobs and waits for those that run, so many ms at most, whatever the database does. */
    stop: async (withinMs: number): Promise<void> => {
      // pg-boss writes down what it has stopped, and waits for its database as long as that takes.
      await settlesWithin(boss.stop({ graceful: true, timeout: withinMs }).catch(report), withinMs)
      await database.close()
    },
  }
}
