import pRetry from 'p-retry'
import {
  type ConstructorOptions,
  type Job,
  type JobResult,
  PgBoss,
  type Queue,
  type WorkOptions,
} from 'pg-boss'
import { settlesWithin } from '../lib/wait.ts'
import { inJob } from '../observability/request-id.ts'
import { DatabaseUnavailable, isBusyError, isConnectionError } from './connection-errors.ts'
import type { QueueConnection } from './database.ts'
import { createQueueDatabase, type QueueLimits } from './queue-database.ts'

/** The intervals of the queue, in seconds, and how long it waits for its database. */
export type QueueConfig = {
  readonly pollSeconds: number
  /** Together with the heartbeat, how soon the jobs of a killed process are found. */
  readonly superviseSeconds: number
  readonly heartbeatSeconds: number
  /** How often a job that runs shows that it does. */
  readonly heartbeatRefreshSeconds: number
  readonly cronSeconds: number
  readonly limits: QueueLimits
}

/** The values in production. */
export const QUEUE_CONFIG: QueueConfig = {
  pollSeconds: 2,
  superviseSeconds: 15,
  // Longer than a job may wait for its database and, before and after that, until it shows that it runs: one that still
  // runs must not begin anew.
  heartbeatSeconds: 90,
  heartbeatRefreshSeconds: 10,
  cronSeconds: 30,
  limits: { statementMs: 10_000, silentMs: 20_000 },
}

/** The jobs of one name, and what is done with them. */
export type JobKind = {
  /** As the database names it. Of one `singletonKey` one job is queued at most and one runs, in all processes together. */
  readonly name: string
  /** Does a job. One that rejects is retried: while the database is unavailable for about a day. */
  readonly handle: (data: unknown) => Promise<void>
  /** When a job without data is queued, in London time. */
  readonly cron?: string
  /** How many jobs of a process run at once: one batch or more. The next batch starts when the slowest job has ended. */
  readonly atOnce?: Pick<WorkOptions, 'batchSize' | 'localConcurrency'>
}

/** What is done with one thing, named by its key: of a kind and key one job is queued at most. */
export type KeyedJob = { readonly key: string; readonly data: object }

/** The part of the log that the queue needs; pino's logger fits. */
export type QueueLog = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

// pg-boss sets it for a new queue alone.
const POLICY = 'stately'

const OPTIONS: Omit<Queue, 'name' | 'policy'> = {
  retryLimit: 100,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  // One that its process has left is found by its heartbeat.
  expireInSeconds: 12 * 3_600,
  retentionSeconds: 4 * 24 * 3_600,
  deleteAfterSeconds: 24 * 3_600,
}

const REMOVE_ORPHANED = `delete from pgboss.job where name = $1 and state <> 'active'
  and not exists (select from workspace where team_id = data ->> 'teamId')`

type QueueOptions = {
  readonly connection: QueueConnection
  readonly config: QueueConfig
  readonly log: QueueLog
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

/** Runs a job, with its id in each log line. Only fixed words are stored with the job: an error may quote anything. */
const runJob =
  (log: QueueLog, handle: JobKind['handle']) =>
  ({ id, data }: Job<unknown>): Promise<JobResult> =>
    inJob(id, async (): Promise<JobResult> => {
      try {
        await handle(data)
        return { id, status: 'completed' }
      } catch (error) {
        const unavailable =
          error instanceof DatabaseUnavailable || isConnectionError(error) || isBusyError(error)
        if (!unavailable) log.error({ err: error, job: id }, 'a job failed')
        return { id, status: 'failed', output: { because: unavailable ? 'unavailable' : 'defect' } }
      }
    })

/** The queue in the database, shared by all processes that use it. Starts once the database is available. */
export const createQueue = ({ connection, config, log, clock, stopping }: QueueOptions) => {
  const database = createQueueDatabase(connection, config.limits, clock)
  const boss = new PgBoss({ ...bossOptions(config), ...database.options })
  let lastReason = ''
  const report = (error: unknown): void => {
    const reason = error instanceof Error ? error.message.replace(/ \(Queue: .*/, '') : String(error)
    // Each poll of each kind of job fails while the database is unavailable: one line for all of them.
    if (reason !== lastReason) log.warn({ reason }, 'the job queue has a problem')
    lastReason = reason
  }
  boss.on('error', report)
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'the job queue warns'))

  const create = async ({ name, cron }: JobKind): Promise<void> => {
    const options = { ...OPTIONS, heartbeatSeconds: config.heartbeatSeconds }
    await boss.createQueue(name, { ...options, policy: POLICY })
    // A queue that is there already keeps the options of the version that created it.
    await boss.updateQueue(name, options)
    if (cron !== undefined) await boss.schedule(name, cron, null, { tz: 'Europe/London', missed: 'once' })
  }

  const work = async ({ name, handle, atOnce }: JobKind): Promise<void> => {
    const { pollSeconds: pollingIntervalSeconds, heartbeatRefreshSeconds } = config
    const one = { perJobResults: true, pollingIntervalSeconds, heartbeatRefreshSeconds } as const
    const options = atOnce === undefined ? one : { ...one, ...atOnce, burstWhenBatchFull: true }
    const run = runJob(log, handle)
    await boss.work(name, options, (jobs: Job<unknown>[]) => Promise.all(jobs.map(run)))
  }

  const tryStart = async (kinds: readonly JobKind[]): Promise<void> => {
    try {
      await boss.start()
      // A job may queue others, of any kind.
      for (const kind of kinds) await create(kind)
      for (const kind of kinds) await work(kind)
    } catch (cause) {
      report(cause)
      await boss.stop({ graceful: false }).catch(report)
      // p-retry does not retry a TypeError, which a database lost during the start may lead to.
      throw new Error('the job queue could not start', { cause })
    }
  }

  // A delay counts by the database's clock, which all processes share.
  const startAt = (ms: number) => ({ startAfter: Math.max(0, Math.ceil((ms - clock()) / 1_000)) })

  return {
    /** Queues a job without data for a time, in ms since the epoch. */
    send: async (name: string, at: number): Promise<void> => {
      await boss.send(name, null, startAt(at))
    },
    /** Queues jobs, to be taken in their order; none of a key of which one is queued already. */
    sendAll: async (name: string, jobs: readonly KeyedJob[]): Promise<void> => {
      const inOrder = jobs.map(({ key, data }, at) => ({
        ...{ data, singletonKey: key, priority: jobs.length - at },
      }))
      if (jobs.length > 0) await boss.insert(name, inOrder)
    },
    /** Queues a job for a time, in ms since the epoch; of its key, one that is queued already is put off. */
    putBack: async (name: string, { key, data }: KeyedJob, at: number): Promise<void> => {
      await boss.upsert(name, data, { singletonKey: key, ...startAt(at) })
    },
    /** Resolves once it works, or `stopping` aborts; never rejects. */
    start: (kinds: readonly JobKind[]): Promise<void> =>
      pRetry(() => tryStart(kinds), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 1_000,
        maxTimeout: 15_000,
        unref: true,
        signal: stopping,
      }).then(
        () =>
          log.info({ jobs: kinds.map(({ name, cron }) => ({ name, cron })) }, 'the job queue has started'),
        () => undefined,
      ),
    /** Deletes the jobs of a kind that name a workspace which is deleted; those that run end by themselves. */
    removeOrphaned: async (name: string): Promise<void> => {
      await boss.getDb().executeSql(REMOVE_ORPHANED, [name])
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

/** What createQueue gives. */
export type JobQueue = ReturnType<typeof createQueue>
