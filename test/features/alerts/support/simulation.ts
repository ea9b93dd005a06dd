import { LogLevel, WebClient } from '@slack/web-api'
import type { QueueLog } from '../../../../src/database/queue.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import type { AlertChannel } from '../../../../src/features/alerts/store/rows.ts'
import {
  DELIVERY_CONFIG,
  type DeliveryConfig,
  isDeliveryTime,
} from '../../../../src/features/alerts/worker/delivery-config.ts'
import type { JobContext, JobHandlers, Jobs } from '../../../../src/features/alerts/worker/jobs.ts'
import { createHandlers, type HandlerContext } from '../../../../src/features/alerts/worker/worker.ts'
import { NO_METRICS } from '../../../../src/observability/metrics.ts'
import { paragraph, span } from '../../../../src/slack/ui/blocks.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Without delays: a simulated clock stands still while something runs. */
export const NO_DELAYS: DeliveryConfig = {
  ...DELIVERY_CONFIG,
  spacingMs: 0,
  firstDatabaseRetryMs: 0,
}

const message = (text: string) => ({ text, blocks: [paragraph(span(text))] })

const line = ({ postcode }: Pick<Alert, 'postcode'>, month: string, figures: string | number) =>
  `${postcode} ${month}: ${figures}`

/** Messages that are easy to count, a line a place; the app's own have golden tests. */
export const MESSAGES: JobContext['messages'] = {
  post: ({ announced, missing }) =>
    message(
      [
        ...announced.map(({ alert, figures, month }) =>
          line(alert, month, figures === 'nothing recorded' ? 'nothing' : figures.total),
        ),
        ...missing.map((alert) => line(alert, alert.areaMonth ?? '', 'figures missing')),
      ].join('\n'),
    ),
  forThread: ({ announced }) =>
    announced.filter(({ alert, figures }) => typeof figures === 'object' && alert.inThread),
  thread: (announced) =>
    announced.flatMap(({ alert, figures }) =>
      typeof figures === 'object'
        ? [{ message: message(`report of ${alert.postcode}: ${figures.total}`), ids: [alert.id] }]
        : [],
    ),
  ended: (alerts, reason) => message(`${alerts.length} ${reason}`),
}

/** A post, and when it came. */
export type Post = {
  readonly at: number
  readonly channel: string
  readonly text: string
  readonly thread: string | null
}

/** How Slack answers a post. */
export type SlackAnswer =
  | { readonly status?: number; readonly body: object; readonly retryAfter?: number }
  | 'no answer'

/** A Slack that only takes posts, behind the real client; `answer` may refuse one. */
export const slackInMemory = (clock: () => number, answer?: (post: Post) => SlackAnswer | null) => {
  const posts: Post[] = []
  const calls: Post[] = []
  const fetch = async (_: unknown, init?: { body?: unknown }): Promise<Response> => {
    const form = new URLSearchParams(String(init?.body))
    const [channel, text] = [form.get('channel') ?? '', form.get('text') ?? '']
    const post = { at: clock(), channel, text, thread: form.get('thread_ts') }
    calls.push(post)
    const answered = answer?.(post) ?? {
      body: {
        ok: true,
        ts: `${Math.floor(clock() / 1_000)}.${String(calls.length).padStart(6, '0')}`,
        channel,
      },
    }
    if (answered === 'no answer') throw new TypeError('fetch failed')
    const { status = 200, body, retryAfter } = answered
    if ('ok' in body && body.ok === true) posts.push(post)
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
    return new Response(JSON.stringify(body), { status, headers })
  }
  const client = new WebClient('xoxb-placeholder', {
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    fetch,
  })
  return { posts, calls, client }
}

/** A log that keeps its lines. */
export const recordingLog = () => {
  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = []
  const at = (level: string) => (fields: object, text: string) =>
    void lines.push({ level, fields, message: text })
  const log: QueueLog = { info: at('info'), warn: at('warn'), error: at('error') }
  return { lines, log }
}

/** The job handlers, without delays. */
export const testHandlers = ({
  client,
  ...given
}: Pick<HandlerContext, 'deliveries' | 'lookup' | 'jobs' | 'clock'> &
  Partial<HandlerContext> & { readonly client: WebClient }): JobHandlers =>
  createHandlers({
    clientFor: async () => client,
    messages: MESSAGES,
    wait: async () => undefined,
    config: NO_DELAYS,
    log: recordingLog().log,
    metrics: NO_METRICS,
    stopping: new AbortController().signal,
    ...given,
  })

type QueuedJob =
  | { readonly at: number; readonly kind: 'sweep' }
  | { readonly at: number; readonly kind: 'channel'; readonly job: AlertChannel }

const isSame = (a: AlertChannel, b: AlertChannel): boolean =>
  a.teamId === b.teamId && a.channelId === b.channelId

/** A clock that jumps to the next job, and jobs in memory. */
export const simulation = (start: number) => {
  let now = start
  let queued: QueuedJob[] = []
  const others = (job: AlertChannel) =>
    queued.filter((other) => other.kind !== 'channel' || !isSame(other.job, job))
  const jobs: Jobs = {
    sweep: async (at) => {
      if (queued.every(({ kind }) => kind !== 'sweep')) queued.push({ at, kind: 'sweep' })
    },
    channels: async (added) => {
      for (const job of added)
        if (others(job).length === queued.length) queued.push({ at: now, kind: 'channel', job })
    },
    putBack: async (job, at) => {
      queued = [...others(job), { at, kind: 'channel', job }]
    },
  }
  const run = (job: QueuedJob, handlers: JobHandlers): Promise<void> =>
    job.kind === 'sweep' ? handlers.sweep() : handlers.channel(job.job)
  /** Runs what is due until then, and leaves the clock there. */
  const runUntil = async (until: number, handlers: JobHandlers): Promise<void> => {
    for (;;) {
      const next = queued.reduce<QueuedJob | null>(
        (first, job) => (job.at <= until && (first === null || job.at < first.at) ? job : first),
        null,
      )
      if (next === null) break
      queued = queued.filter((job) => job !== next)
      now = Math.max(now, next.at)
      await run(next, handlers)
    }
    now = Math.max(now, until)
  }
  return { clock: () => now, jobs, runUntil, queued: () => queued }
}

/** The posts outside of the delivery hours. */
export const atNight = (posts: readonly Post[]): readonly Post[] =>
  posts.filter(({ at }) => !isDeliveryTime(at))
