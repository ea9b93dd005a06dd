import { type ConstructorOptions, type Job, type JobResult, PgBoss, type Queue } from 'pg-boss'
import { z } from 'zod'
import { type Postcode, parsePostcode } from '../../../crime/postcode.ts'
import { isConnectionError } from '../../../database/connection-errors.ts'
import type { QueueConnection } from '../../../database/database.ts'
import type { Wait } from '../../../lib/wait.ts'
import { inJob } from '../../../observability/request-id.ts'
import { DatabaseUnavailable } from '../store/due-alerts.ts'
import type { AlertLog } from './deliver.ts'
import type { Handlers, Jobs } from './jobs.ts'
import { queueConnection } from './queue-connection.ts'

const SWEEP = 'alert-sweep'
const CHECK = 'alert-check'
const DELIVER = 'alert-deliver'

/** The queues, as the database names them. */
export type JobName = typeof SWEEP | typeof CHECK | typeof DELIVER

/** How often the queue looks, in seconds. Tests are in more of a hurry. */
export type QueueConfig = {
  readonly pollSeconds: number
  /** How soon the jobs of a process that was killed are noticed, added to the heartbeat. */
  readonly superviseSeconds: number
  readonly heartbeatSeconds: number
  readonly cronSeconds: number
}

export const QUEUE_CONFIG: QueueConfig = {
  pollSeconds: 2,
  superviseSeconds: 15,
  heartbeatSeconds: 20,
  cronSeconds: 30,
}

// A job that finds the database away is tried again for about a day; then the next sweep finds what is due.
const QUEUE: Omit<Queue, 'name'> = {
  retryLimit: 100,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 3_600,
  retentionSeconds: 4 * 24 * 3_600,
  deleteAfterSeconds: 24 * 3_600,
}

// Jobs of one batch run beside each other, and the batch ends with its slowest.
const BATCH = 10
const BATCHES = 2

export type QueueOptions = {
  readonly beside: QueueConnection
  /** When to sweep, in London time. */
  readonly cron: string
  readonly pace: QueueConfig
  readonly log: AlertLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
  readonly wait: Wait
  readonly stopping: AbortSignal
}

const checkData = z.object({ postcode: z.string() })
const deliverData = z.object({ ids: z.array(z.string()) })

const settings = ({ beside, pace }: QueueOptions): ConstructorOptions => ({
  ...queueConnection(beside),
  schema: 'pgboss',
  superviseIntervalSeconds: pace.superviseSeconds,
  monitorIntervalSeconds: pace.superviseSeconds,
  cronMonitorIntervalSeconds: pace.cronSeconds,
  cronWorkerIntervalSeconds: Math.min(5, pace.cronSeconds),
  // What is written about a job or a process would be one more thing to keep clean.
  registerInstance: false,
  persistWarnings: false,
  openTelemetry: { enabled: false },
})

/** Only fixed words go to the jobs' table: what an error says may be another's. */
const settle =
  (log: AlertLog, run: (data: unknown) => Promise<void>) =>
  ({ id, data }: Job<unknown>): Promise<JobResult> =>
    inJob(id, async (): Promise<JobResult> => {
      try {
        await run(data)
        return { id, status: 'completed' }
      } catch (error) {
        const because =
          error instanceof DatabaseUnavailable || isConnectionError(error) ? 'unavailable' : 'defect'
        if (because === 'defect') log.error({ err: error, job: id }, 'a job of the alerts failed')
        return { id, status: 'failed', output: { because } }
      }
    })

const readPostcode = (data: unknown): readonly Postcode[] => {
  const read = checkData.safeParse(data)
  const postcode = read.success ? parsePostcode(read.data.postcode) : null
  return postcode?.ok ? [postcode.value] : []
}

const readIds = (data: unknown): readonly string[] => {
  const read = deliverData.safeParse(data)
  return read.success ? read.data.ids : []
}

const runs = (handlers: Handlers) => ({
  [SWEEP]: () => handlers.sweep(),
  [CHECK]: async (data: unknown) => {
    for (const postcode of readPostcode(data)) await handlers.check(postcode)
  },
  [DELIVER]: (data: unknown) => handlers.deliver(readIds(data)),
})

/** Jobs in the database, shared by all processes on it. Starts when the database is there, however late. */
export const createQueue = (options: QueueOptions) => {
  const { cron, pace, log, wait, clock, stopping } = options
  const boss = new PgBoss(settings(options))
  let lastReason = ''
  const told = (error: unknown): void => {
    const reason = error instanceof Error ? error.message.replace(/ \(Queue: .*/, '') : String(error)
    // Each worker says so at every look while the database is away.
    if (reason !== lastReason) log.warn({ reason }, 'the queue of the alerts has trouble')
    lastReason = reason
  }
  boss.on('error', told)
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'the queue of the alerts warns'))

  // As a length of time, which the database counts: its clock is the one that all processes share.
  const at = (ms: number) => ({ startAfter: Math.max(0, Math.ceil((ms - clock()) / 1_000)) })
  const jobs: Jobs = {
    sweep: async (ms) => void (await boss.send(SWEEP, null, at(ms))),
    check: async (postcodes, ms) => {
      if (postcodes.length === 0) return
      const wanted = postcodes.map((postcode) => ({
        data: { postcode },
        singletonKey: postcode,
        ...at(ms),
      }))
      await boss.insert(CHECK, wanted)
    },
    deliver: async (ids, ms) => {
      if (ids.length > 0) await boss.send(DELIVER, { ids }, at(ms))
    },
  }

  const makeQueues = async (): Promise<void> => {
    const queue = { ...QUEUE, heartbeatSeconds: pace.heartbeatSeconds }
    await boss.createQueue(SWEEP, { ...queue, policy: 'stately' })
    await boss.createQueue(CHECK, { ...queue, policy: 'short' })
    await boss.createQueue(DELIVER, queue)
    await boss.schedule(SWEEP, cron, null, { tz: 'Europe/London', missed: 'once' })
  }

  const work = async (handlers: Handlers): Promise<void> => {
    const each = runs(handlers)
    const looks = { perJobResults: true, pollingIntervalSeconds: pace.pollSeconds } as const
    const busy = { ...looks, batchSize: BATCH, localConcurrency: BATCHES, burstWhenBatchFull: true } as const
    for (const [name, how] of [
      [SWEEP, looks],
      [CHECK, busy],
      [DELIVER, busy],
    ] as const)
      await boss.work(name, how, (all: Job<unknown>[]) => Promise.all(all.map(settle(log, each[name]))))
  }

  const start = async (handlers: Handlers): Promise<void> => {
    for (let pause = 1_000; !stopping.aborted; pause = Math.min(2 * pause, 15_000)) {
      try {
        await boss.start()
        await makeQueues()
        await work(handlers)
        log.info({ cron }, 'the alerts are watched')
        return
      } catch (error) {
        told(error)
        await boss.stop({ graceful: false }).catch(told)
        await wait(pause, stopping)
      }
    }
  }

  return {
    jobs,
    /** Resolves once it works, or the signal to stop has come; never rejects. */
    start,
    /** Deletes jobs, whatever their state. */
    remove: async (name: JobName, ids: readonly string[]): Promise<void> => {
      await boss.deleteJob(name, [...ids])
    },
    /** Takes no more jobs and waits for those that run, so many ms at most. */
    stop: (withinMs: number) => boss.stop({ graceful: true, timeout: withinMs }).catch(told),
  }
}
