import { sql } from 'kysely'
import type { Job, JobResult, PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Month } from '../../../crime/dates.ts'
import { type Postcode, parsePostcode } from '../../../crime/postcode.ts'
import type { Report } from '../../../crime/report.ts'
import { isBusyError, isConnectionError } from '../../../database/connection-errors.ts'
import type { Database } from '../../../database/database.ts'
import type { Wait } from '../../../lib/wait.ts'
import type { Lookup } from '../../../lookup/lookup.ts'
import type { Metrics } from '../../../observability/metrics.ts'
import { inJob } from '../../../observability/request-id.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import type { CannotPostReason } from '../../../slack/web-api/slack-error.ts'
import type { ClientFor } from '../../../workspaces/workspace-clients.ts'
import type { Alert } from '../alert.ts'
import { DatabaseUnavailable, type DeliveryRepository, orUnavailable } from '../store/delivery-repository.ts'
import type { DeliveryConfig } from './delivery-config.ts'

/** The part of the log that the worker needs; pino's logger fits. */
export type AlertLog = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

/** The queues, as the database names them. */
export const SWEEP = 'alert-sweep'
export const CHECK = 'alert-check'
export const DELIVER = 'alert-deliver'

/** The name of a queue. */
export type JobName = typeof SWEEP | typeof CHECK | typeof DELIVER

/**
 * Queues work for a time, in ms since the epoch; any process may run it. Jobs hold postcodes and ids of alerts, no
 * published figures: those are looked up again.
 */
export type Jobs = {
  readonly sweep: (at: number) => Promise<void>
  /** One job per postcode; nothing is added for one that is queued already. */
  readonly check: (postcodes: readonly Postcode[], at: number) => Promise<void>
  readonly deliver: (ids: readonly string[], at: number) => Promise<void>
}

/** The handlers of the jobs. A job whose handler rejects is retried. */
export type JobHandlers = {
  readonly sweep: () => Promise<void>
  readonly check: (postcode: Postcode) => Promise<void>
  readonly deliver: (ids: readonly string[]) => Promise<void>
}

/** The jobs of a queue. `clock` gives ms since the epoch. */
export const createJobs = (boss: Pick<PgBoss, 'send' | 'insert'>, clock: () => number): Jobs => {
  // A delay counts by the database's clock, which all processes share.
  const startAt = (ms: number) => ({ startAfter: Math.max(0, Math.ceil((ms - clock()) / 1_000)) })
  return {
    sweep: async (at) => void (await boss.send(SWEEP, null, startAt(at))),
    check: async (postcodes, at) => {
      if (postcodes.length === 0) return
      const job = (postcode: string) => ({ data: { postcode }, singletonKey: postcode, ...startAt(at) })
      await boss.insert(CHECK, postcodes.map(job))
    },
    deliver: async (ids, at) => {
      if (ids.length > 0) await boss.send(DELIVER, { ids }, startAt(at))
    },
  }
}

/**
 * What is announced: a postcode's figures, that nothing was recorded there or, once, that the local force's figures have
 * been missing for long.
 */
export type AnnouncedFigures = Report | 'nothing recorded' | 'figures missing'

/** What is posted: the announcement, and the report as its thread. Both are pure. */
export type AlertMessages = {
  readonly announcement: (alert: Alert, figures: AnnouncedFigures, month: Month) => Message
  readonly thread: (alert: Alert, report: Report) => Message
}

/** Tells the person who set an alert up that it has ended. Rejects where Slack does not accept the message. */
export type NotifyOwner = (alert: Alert, reason: CannotPostReason) => Promise<void>

/** What the job handlers need. */
export type JobContext = {
  readonly deliveries: DeliveryRepository
  readonly lookup: Pick<Lookup, 'near'>
  readonly jobs: Jobs
  readonly clientFor: ClientFor
  readonly messages: AlertMessages
  readonly notifyOwner: NotifyOwner
  readonly config: DeliveryConfig
  /** Gives ms since the epoch. */
  readonly clock: () => number
  readonly wait: Wait
  readonly log: AlertLog
  readonly metrics: Pick<Metrics, 'alertDelivered' | 'alertStopped'>
  /** Once it aborts, no delivery begins, and a running sweep is queued again. */
  readonly stopping: AbortSignal
}

const checkData = z.object({ postcode: z.string() })
const deliverData = z.object({ ids: z.array(z.string()) })

/** The handler of each queue's data; data of another version does nothing. */
export const handlersByName = (handlers: JobHandlers) => ({
  [SWEEP]: handlers.sweep,
  [CHECK]: async (data: unknown) => {
    const postcode = parsePostcode(checkData.safeParse(data).data?.postcode ?? '')
    if (postcode.ok) await handlers.check(postcode.value)
  },
  [DELIVER]: (data: unknown) => handlers.deliver(deliverData.safeParse(data).data?.ids ?? []),
})

/** Runs a job, with its id in each log line. Only fixed words are stored with the job: an error may quote anything. */
export const runJob =
  (log: AlertLog, handle: (data: unknown) => Promise<void>) =>
  ({ id, data }: Job<unknown>): Promise<JobResult> =>
    inJob(id, async (): Promise<JobResult> => {
      try {
        await handle(data)
        return { id, status: 'completed' }
      } catch (error) {
        const unavailable =
          error instanceof DatabaseUnavailable || isConnectionError(error) || isBusyError(error)
        if (!unavailable) log.error({ err: error, job: id }, 'a job of the alerts failed')
        return { id, status: 'failed', output: { because: unavailable ? 'unavailable' : 'defect' } }
      }
    })

/** Jobs in any state of postcodes without alerts, and of deleted alerts. */
type OrphanedJobs = ReadonlyMap<JobName, readonly string[]>

/**
 * Finds the jobs that a deleted workspace has left in the queue, since they hold its postcodes. Active ones are left
 * out: they end by themselves. Rejects with DatabaseUnavailable.
 */
export const findOrphanedJobs = async (database: Database): Promise<OrphanedJobs> => {
  const found = await database.use((db) =>
    sql<{ name: JobName; ids: string[] }>`
      select name, array_agg(job.id::text) as ids from pgboss.job where state <> 'active' and (
        (name = ${CHECK} and not exists (
          select 1 from channel_alert where postcode = data ->> 'postcode'))
        or (name = ${DELIVER} and not exists (
          select 1 from channel_alert
            join jsonb_array_elements_text(data -> 'ids') as job_alert on channel_alert.id = job_alert)))
      group by name`.execute(db),
  )
  return new Map(orUnavailable(found).rows.map(({ name, ids }) => [name, ids]))
}
