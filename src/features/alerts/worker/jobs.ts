import { sql } from 'kysely'
import type { Job, JobResult, PgBoss } from 'pg-boss'
import { z } from 'zod'
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
import type { AlertChannel, DuePlaces } from '../store/due-alerts.ts'
import { postcodeIn } from '../store/rows.ts'
import type { Digest } from './decide-digest.ts'
import type { DeliveryConfig } from './delivery-config.ts'

/** The part of the log that the worker needs; pino's logger fits. */
export type AlertLog = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

/** The queues, as the database names them. */
export const SWEEP = 'alert-sweep'
export const CHANNEL = 'alert-channel'

/** The name of a queue. */
export type JobName = typeof SWEEP | typeof CHANNEL

/** A channel in which something is due, where the figures were seen to be out, and when, in ms since the epoch. */
export type ChannelJob = AlertChannel & DuePlaces & { readonly seenAt: number }

/**
 * Queues work for a time, in ms since the epoch; any process may run it. Jobs hold ids of Slack's, areas and postcodes, no
 * published figures: those are looked up again.
 */
export type Jobs = {
  readonly sweep: (at: number) => Promise<void>
  /** One job a channel, in their order; nothing is added for one that is queued already. */
  readonly channels: (jobs: readonly ChannelJob[]) => Promise<void>
  /** Queues a channel for later, by its own job; one that is queued already is put off. */
  readonly putBack: (job: ChannelJob, at: number) => Promise<void>
}

/** The handlers of the jobs. A job whose handler rejects is retried. */
export type JobHandlers = {
  readonly sweep: () => Promise<void>
  readonly channel: (job: ChannelJob) => Promise<void>
}

const keyOf = ({ teamId, channelId }: AlertChannel): string => `${teamId}:${channelId}`

/** The jobs of a queue. `clock` gives ms since the epoch. */
export const createJobs = (boss: Pick<PgBoss, 'send' | 'insert' | 'upsert'>, clock: () => number): Jobs => {
  // A delay counts by the database's clock, which all processes share.
  const startAt = (ms: number) => ({ startAfter: Math.max(0, Math.ceil((ms - clock()) / 1_000)) })
  return {
    sweep: async (at) => void (await boss.send(SWEEP, null, startAt(at))),
    channels: async (jobs) => {
      // Fetched in this order, channels that share places share the look-ups of one process.
      const jobOf = (job: ChannelJob, at: number) => ({
        ...{ data: job, singletonKey: keyOf(job), priority: jobs.length - at },
      })
      if (jobs.length > 0) await boss.insert(CHANNEL, jobs.map(jobOf))
    },
    putBack: async (job, at) => {
      await boss.upsert(CHANNEL, { ...job }, { singletonKey: keyOf(job), ...startAt(at) })
    },
  }
}

/** What is posted: the post, and the parts of its thread with the alerts that each is about. All are pure. */
export type AlertMessages = {
  readonly post: (digest: Digest) => Message
  readonly thread: (
    digest: Digest,
  ) => readonly { readonly message: Message; readonly ids: readonly string[] }[]
}

/** Tells the person who set alerts of a channel up that they have ended. Rejects where Slack does not accept it. */
export type NotifyOwner = (alerts: readonly Alert[], reason: CannotPostReason) => Promise<void>

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

const channelJob = z.object({
  ...{ teamId: z.string(), channelId: z.string() },
  ...{ areas: z.array(z.string()), postcodes: z.array(z.string()) },
  // Jobs of earlier versions have none.
  seenAt: z.number().default(0),
})

/** The handler of each queue's data; data of another version does nothing. */
export const handlersByName = (handlers: JobHandlers) => ({
  [SWEEP]: handlers.sweep,
  [CHANNEL]: async (data: unknown) => {
    const job = channelJob.safeParse(data)
    if (job.success)
      await handlers.channel({ ...job.data, postcodes: job.data.postcodes.flatMap(postcodeIn) })
  },
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

/**
 * Finds the jobs that a deleted workspace has left in the queue, since they hold its channels' ids. Active ones are left
 * out: they end by themselves. Rejects with DatabaseUnavailable.
 */
export const findOrphanedJobs = async (database: Database): Promise<readonly string[]> => {
  const found = await database.use((db) =>
    sql<{ id: string }>`select job.id::text as id from pgboss.job
      where name = ${CHANNEL} and state <> 'active' and not exists (
        select 1 from channel_alert where team_id = data ->> 'teamId' and channel_id = data ->> 'channelId')`.execute(
      db,
    ),
  )
  return orUnavailable(found).rows.map(({ id }) => id)
}
