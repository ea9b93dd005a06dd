import { z } from 'zod'
import type { JobKind, JobQueue, KeyedJob, QueueLog } from '../../../database/queue.ts'
import type { Wait } from '../../../lib/wait.ts'
import type { LookupResult } from '../../../lookup/lookup-result.ts'
import type { Metrics } from '../../../observability/metrics.ts'
import type { ClientFor } from '../../../workspaces/workspace-clients.ts'
import { endedMessage } from '../messages/cannot-post.ts'
import { digestForThread, digestPost, digestThread } from '../messages/digest.ts'
import type { DeliveryRepository } from '../store/delivery-repository.ts'
import type { ChannelAlert } from '../store/due-alerts.ts'
import type { AlertChannel } from '../store/rows.ts'
import type { DeliveryConfig } from './delivery-config.ts'

const SWEEP_JOBS = 'alert-sweep'

/** The queue of the channels' jobs, as the database names it. */
export const CHANNEL_JOBS = 'alert-channel'

// Twenty a process: as many posts may double where it is killed.
const CHANNELS_AT_ONCE = { batchSize: 10, localConcurrency: 2 }

const jobOf = (channel: AlertChannel): KeyedJob => ({
  key: `${channel.teamId}:${channel.channelId}`,
  data: { ...channel },
})

/**
 * Queues work for a time, in ms since the epoch; any process may run it. A job holds ids of Slack's: what is due there, it
 * reads when it runs.
 */
export const createJobs = (queue: Pick<JobQueue, 'send' | 'sendAll' | 'putBack'>) => ({
  sweep: (at: number) => queue.send(SWEEP_JOBS, at),
  /** One job a channel. In their order, channels that share places share the look-ups of one process. */
  channels: (channels: readonly AlertChannel[]) => queue.sendAll(CHANNEL_JOBS, channels.map(jobOf)),
  /** Queues a channel for later, by its own job; one that is queued already is put off. */
  putBack: (channel: AlertChannel, at: number) => queue.putBack(CHANNEL_JOBS, jobOf(channel), at),
})

/** What createJobs gives. */
export type Jobs = ReturnType<typeof createJobs>

/** The handlers of the jobs. A job whose handler rejects is retried. */
export type JobHandlers = {
  readonly sweep: () => Promise<void>
  readonly channel: (channel: AlertChannel) => Promise<void>
}

const channelJob = z.object({ teamId: z.string(), channelId: z.string() })

/** The two kinds of jobs: the sweep by a cron, in London time, and that of a channel; data of another version does nothing. */
export const jobKinds = (handlers: JobHandlers, cron: string): readonly JobKind[] => [
  { name: SWEEP_JOBS, handle: handlers.sweep, cron },
  {
    name: CHANNEL_JOBS,
    handle: async (data) => {
      const job = channelJob.safeParse(data)
      if (job.success) await handlers.channel(job.data)
    },
    atOnce: CHANNELS_AT_ONCE,
  },
]

/** What is posted. All are pure. */
export const MESSAGES = {
  post: digestPost,
  forThread: digestForThread,
  thread: digestThread,
  ended: endedMessage,
}

/** What the job handlers need. */
export type JobContext = {
  readonly deliveries: DeliveryRepository
  /**
   * Looks a place up, a few at once, and records what that shows of its area and its force. `emptyNotBefore` as in
   * `Lookup.near`. Rejects only with DatabaseUnavailable.
   */
  readonly lookUp: (
    place: Pick<ChannelAlert, 'postcode' | 'areaMonth'>,
    emptyNotBefore?: number,
  ) => Promise<LookupResult>
  readonly jobs: Jobs
  readonly clientFor: ClientFor
  readonly messages: typeof MESSAGES
  readonly config: DeliveryConfig
  /** Gives ms since the epoch. */
  readonly clock: () => number
  readonly wait: Wait
  readonly log: QueueLog
  readonly metrics: Pick<Metrics, 'alertDelivered' | 'alertStopped'>
  /** Once it aborts, no delivery begins, and a running sweep is queued again. */
  readonly stopping: AbortSignal
}
