import pRetry from 'p-retry'
import { type ConstructorOptions, type Db, fromPglite, type Job, PgBoss, type Queue } from 'pg-boss'
import type { QueueConnection } from '../../../database/database.ts'
import { DatabaseUnavailable } from '../store/delivery-repository.ts'
import {
  type AlertLog,
  CHECK,
  createJobs,
  DELIVER,
  handlersByName,
  type JobHandlers,
  type JobName,
  runJob,
  SWEEP,
} from './jobs.ts'

/** The intervals of the queue, in seconds. */
export type QueueConfig = {
  readonly pollSeconds: number
  /** Together with the heartbeat, how soon the jobs of a killed process are found. */
  readonly superviseSeconds: number
  readonly heartbeatSeconds: number
  readonly cronSeconds: number
}

/** The values in production. */
export const QUEUE_CONFIG: QueueConfig = {
  pollSeconds: 2,
  superviseSeconds: 15,
  heartbeatSeconds: 20,
  cronSeconds: 30,
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

// Small hosted databases allow twenty connections in all, and several processes share them.
const MAX_CONNECTIONS = 3
const CONNECT_WITHIN_MS = 5_000

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

/** The queue opens its own connections to Postgres; a PGlite has only one, which it shares with the app. */
const connectionOptions = (connection: QueueConnection): ConstructorOptions => {
  if (connection.kind === 'postgres')
    return {
      connectionString: connection.url,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: 'street-crime-jobs',
    }
  const current = () => {
    const pglite = connection.current()
    if (pglite === null) throw new DatabaseUnavailable()
    return pglite
  }
  // A PGlite that was lost is opened again: each statement goes to the current one.
  const db: Db = fromPglite({
    query: async (text, values) => current().query(text, values ? [...values] : []),
    exec: async (text) => current().exec(text),
  })
  return { db, backend: 'pglite' }
}

const bossOptions = ({ connection, config }: QueueOptions): ConstructorOptions => ({
  ...connectionOptions(connection),
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
  const { cron, config, log, clock, stopping } = options
  const boss = new PgBoss(bossOptions(options))
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
    await boss.createQueue(CHECK, { ...queue, policy: 'short' })
    await boss.createQueue(DELIVER, queue)
    await boss.schedule(SWEEP, cron, null, { tz: 'Europe/London', missed: 'once' })
  }

  const work = async (handlers: JobHandlers): Promise<void> => {
    const handlerOf = handlersByName(handlers)
    const one = { perJobResults: true, pollingIntervalSeconds: config.pollSeconds } as const
    const many = { ...one, batchSize: BATCH, localConcurrency: BATCHES, burstWhenBatchFull: true } as const
    for (const [name, workOptions] of [
      [SWEEP, one],
      [CHECK, many],
      [DELIVER, many],
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
    /** Takes no more jobs and waits for those that run, so many ms at most. */
    stop: (withinMs: number) => boss.stop({ graceful: true, timeout: withinMs }).catch(report),
  }
}
