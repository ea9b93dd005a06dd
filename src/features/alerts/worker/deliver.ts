import type { WebClient } from '@slack/web-api'
import pRetry from 'p-retry'
import type { Month } from '../../../crime/dates.ts'
import { dayInLondon } from '../../../crime/dates.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import { classifyPostError, type PostError } from '../../../slack/web-api/slack-error.ts'
import type { Alert } from '../alert.ts'
import { DatabaseUnavailable, type DeliveryRepository } from '../store/delivery-repository.ts'
import { createChannelLimiter, type Post } from './channel-limiter.ts'
import { isDeliveryTime, nextDeliveryTime, retryDelay } from './delivery-config.ts'
import {
  type Claimed,
  createDeliveryFailure,
  type DeliveryResult,
  type PostedMessage,
  postMessage,
} from './delivery-failure.ts'
import type { AnnouncedFigures, JobContext } from './jobs.ts'

/** What a delivery needs. */
export type DeliverContext = Omit<JobContext, 'deliveries' | 'lookup' | 'jobs'> & {
  readonly deliveries: Pick<
    DeliveryRepository,
    'claim' | 'recordPost' | 'markAnnounced' | 'markToldWaiting' | 'release' | 'recordNotInChannel' | 'end'
  >
}

const MAX_MARK_RETRY_MS = 4_000

const channelKey = ({ workspace, channelId }: Alert): string => `${workspace.teamId} ${channelId}`

/** Delivers a month for one alert: posts the announcement and its thread, and marks the month as announced. */
export const createDeliver = (context: DeliverContext) => {
  const { deliveries, clientFor, messages, config, clock, log, metrics, stopping } = context
  const limiter = createChannelLimiter({ ...context, ...config })
  const block = (alert: Alert, until: number): void => limiter.block(channelKey(alert), until)
  const { end, retryIn, afterPostError } = createDeliveryFailure({ ...context, block })

  // Slack has accepted the post: without its mark the next job would post it again.
  const persist = (mark: () => Promise<void>): Promise<void> =>
    pRetry(mark, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: config.firstMarkRetryMs,
      maxTimeout: MAX_MARK_RETRY_MS,
      maxRetryTime: config.claimMs,
      shouldRetry: ({ error }) => error instanceof DatabaseUnavailable && !stopping.aborted,
    })

  // The mark counts as part of the post: a crash leaves at most `postsAtOnce` posts unmarked.
  const postAndMark = async (
    { client, post }: { readonly client: WebClient; readonly post: Post },
    send: { readonly channel: string; readonly message: Message; readonly threadTs: string | null },
    mark: (posted: PostedMessage) => Promise<void>,
  ): Promise<PostedMessage | { readonly error: PostError | 'too late' }> =>
    post(async () => {
      // A delivery can wait past 20:00 for its turn: check again and postpone.
      if (send.threadTs === null && !isDeliveryTime(clock())) return { error: 'too late' }
      const result = await postMessage(client, send.channel, send.message, send.threadTs).catch(
        (error: unknown) => ({ error: classifyPostError(error) }),
      )
      if (!('error' in result)) await persist(() => mark(result))
      return result
    })

  const announce = async (
    claimed: Claimed,
    figures: AnnouncedFigures,
    month: Month,
    via: { readonly client: WebClient; readonly post: Post },
  ): Promise<DeliveryResult> => {
    const { alert, postedTs } = claimed
    const markAnnounced = async (): Promise<void> => {
      // The month stays to be announced.
      if (figures === 'figures missing') return deliveries.markToldWaiting(alert.id)
      await deliveries.markAnnounced(alert.id, month, true)
      metrics.alertDelivered()
    }
    const after = (error: PostError | 'too late') =>
      error === 'too late' ? retryIn(claimed, 0) : afterPostError(claimed, error)
    const report = alert.inThread && typeof figures === 'object' ? figures : null
    const announced =
      postedTs === null
        ? await postAndMark(
            via,
            {
              channel: alert.channelId,
              message: messages.announcement(alert, figures, month),
              threadTs: null,
            },
            ({ ts }) =>
              report === null ? markAnnounced() : deliveries.recordPost(alert.id, month, ts, config.claimMs),
          )
        : { channel: alert.channelId, ts: postedTs }
    if ('error' in announced) return after(announced.error)
    if (report === null) {
      if (postedTs !== null) await markAnnounced()
      return 'done'
    }
    const { channel, ts: threadTs } = announced
    const message = messages.thread(alert, report)
    const threaded = await postAndMark(via, { channel, message, threadTs }, markAnnounced)
    if (!('error' in threaded)) return 'done'
    if (threaded.error === 'too late' || threaded.error.kind !== 'defect') return after(threaded.error)
    // The announcement may have been deleted. It is not posted again to get a thread.
    log.error({ alert: alert.id, slack: threaded.error.error }, 'Slack does not take the thread of an alert')
    await markAnnounced()
    return 'done'
  }

  const deliver = async (
    due: Alert,
    figures: AnnouncedFigures,
    month: Month,
    post: Post,
  ): Promise<DeliveryResult> => {
    const claim = await deliveries.claim(due.id, month, dayInLondon(clock()), config.claimMs)
    if (claim.kind === 'not-due') return 'done'
    if (claim.kind === 'claimed-elsewhere') return { retryAt: nextDeliveryTime(clock() + config.claimMs) }
    if (claim.alert.postcode !== due.postcode) {
      // Changed since the look-up: the figures are of another postcode, and the next sweep finds the new one.
      await deliveries.release(due.id)
      return 'done'
    }
    const client = await clientFor(claim.alert.workspace).catch(() => 'unavailable' as const)
    if (client === 'unavailable') return retryIn(claim, retryDelay(config, claim.attempts))
    return client === null
      ? end(claim.alert, 'app-removed')
      : announce(claim, figures, month, { client, post })
  }

  return async (alert: Alert, figures: AnnouncedFigures, month: Month): Promise<DeliveryResult> => {
    const cannotBegin = () => stopping.aborted || !isDeliveryTime(clock())
    const later = (at: number): DeliveryResult => ({ retryAt: nextDeliveryTime(at) })
    if (cannotBegin()) return later(clock())
    const result = await limiter.run(channelKey(alert), async (post) =>
      cannotBegin() ? later(clock()) : deliver(alert, figures, month, post),
    )
    return typeof result === 'object' && 'kind' in result ? later(result.until) : result
  }
}

export type Deliver = ReturnType<typeof createDeliver>
