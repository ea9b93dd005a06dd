import type { WebClient } from '@slack/web-api'
import {
  type CannotPostReason,
  classifyPostError,
  type Post,
  postWithRetries,
} from '../../../slack/web-api/post-errors.ts'
import type { AlertChannel } from '../store/rows.ts'
import { nextDeliveryTime } from './delivery-config.ts'
import type { JobContext } from './jobs.ts'

const HOUR = 3_600_000

/** How long a job waits for Slack before it is put back. */
const MAX_WAIT_MS = 5_000

/** How long Slack may refuse all posts in a channel before its alerts end. */
const REFUSED_MS = 3 * 24 * HOUR

/** For a notice that no later job would try again. */
const LONGEST_NOTICE_DELAY_MS = 60_000

/** A channel, and the client of its workspace. */
export type Delivery = { readonly channel: AlertChannel; readonly client: WebClient }

/** Posts for alerts, and what follows where Slack takes none. */
export const createPosts = (context: JobContext) => {
  const { deliveries, jobs, messages, config, clock, wait, log, metrics, stopping } = context

  /** Puts a channel's job back until a time, in ms since the epoch, or the morning after it. */
  const later = (channel: AlertChannel, at: number) => jobs.putBack(channel, nextDeliveryTime(at))

  const post = (client: WebClient, what: Post, maxPauseMs = MAX_WAIT_MS) =>
    postWithRetries(client, what, { pauseMs: 2 * config.spacingMs, maxPauseMs, wait, stopping })

  /** Ends the alerts of a channel, and tells those who set them up. */
  const end = async ({ channel, client }: Delivery, reason: CannotPostReason) => {
    const ended = await deliveries.end(channel, reason)
    if (ended.length === 0) return
    for (const _ of ended) metrics.alertStopped(reason)
    log.info({ alerts: ended.length, reason }, 'the alerts of a channel have ended by themselves')
    if (reason === 'app-removed') return
    for (const [setBy, theirs] of Map.groupBy(ended, (alert) => alert.setBy)) {
      const notice = { channel: setBy, message: messages.ended(theirs, reason), threadTs: null }
      await post(client, notice, LONGEST_NOTICE_DELAY_MS).catch(() =>
        log.warn({ reason }, 'the person who set alerts up could not be told that they have ended'),
      )
    }
  }

  /** After a post that Slack did not take: it is tried again, left for the next sweep, or the alerts end. */
  const afterError = async (delivery: Delivery, cause: unknown): Promise<void> => {
    const { channel } = delivery
    const error = classifyPostError(cause)
    const now = clock()
    if (error.kind === 'permanent') return end(delivery, error.reason)
    if (error.kind === 'rate-limited') return later(channel, now + error.ms)
    const failingMs = now - (await deliveries.failingSince(channel, now))
    // As long again as it has failed.
    if (error.kind === 'temporary')
      return later(channel, now + Math.min(HOUR, Math.max(config.firstRetryMs, failingMs)))
    log[error.kind === 'defect' ? 'error' : 'warn']({ slack: error.error }, 'Slack refuses a post of alerts')
    // Until then it stays due, and each sweep tries again.
    if (failingMs >= REFUSED_MS) await end(delivery, error.reason)
  }

  return { later, post, afterError }
}
