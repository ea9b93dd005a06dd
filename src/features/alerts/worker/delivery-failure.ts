import type { WebClient } from '@slack/web-api'
import pRetry from 'p-retry'
import type { Metrics } from '../../../observability/metrics.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import {
  type CannotPostReason,
  classifyPostError,
  type PostError,
} from '../../../slack/web-api/slack-error.ts'
import type { Alert } from '../alert.ts'
import type { Claim, DeliveryRepository } from '../store/delivery-repository.ts'
import { nextDeliveryTime, retryDelay } from './delivery-config.ts'
import type { JobContext, NotifyOwner } from './jobs.ts'

/** The result of a delivery: nothing is left to do for now, or it is retried at `retryAt`, in ms since the epoch. */
export type DeliveryResult = 'done' | { readonly retryAt: number }

/** An alert that this process has claimed. */
export type Claimed = Extract<Claim, { readonly kind: 'claimed' }>

/** An accepted post. Where it went to a person's id, Slack gives the id of their conversation with the app. */
export type PostedMessage = { readonly channel: string; readonly ts: string }

/** Posts in a channel, or in the thread of `threadTs`. Rejects with the client's errors. */
export const postMessage = async (
  client: WebClient,
  channel: string,
  { text, blocks }: Message,
  threadTs: string | null,
): Promise<PostedMessage> => {
  const post = { channel, text, blocks: [...blocks], unfurl_links: false, unfurl_media: false }
  const posted = await client.chat.postMessage(threadTs === null ? post : { ...post, thread_ts: threadTs })
  return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
}

const MAX_RETRIES = 2
const MAX_RETRY_DELAY_MS = 60_000

// In ms. Null where the post may have arrived, so that it must not be repeated.
const delayAfter = (error: PostError, otherwise: number): number | null => {
  if (error.kind === 'rate-limited') return error.ms
  return error.kind === 'temporary' && error.answered ? otherwise : null
}

/** Notifies by direct message, with retries: no later job would try it again. */
export const createNotifyOwner =
  (
    { clientFor, config, wait, stopping }: Pick<JobContext, 'clientFor' | 'config' | 'wait' | 'stopping'>,
    message: (alert: Alert, reason: CannotPostReason) => Message,
  ): NotifyOwner =>
  async (alert, reason) => {
    const client = await clientFor(alert.workspace)
    if (client === null) return
    await pRetry(() => postMessage(client, alert.setBy, message(alert, reason), null), {
      retries: MAX_RETRIES,
      // shouldRetry waits: as long as Slack asks for, or as before any delivery is retried.
      minTimeout: 0,
      shouldRetry: async ({ error, attemptNumber }) => {
        const ms = delayAfter(classifyPostError(error), retryDelay(config, attemptNumber))
        if (ms === null || ms > MAX_RETRY_DELAY_MS) return false
        await wait(ms, stopping)
        return true
      },
    })
  }

type FailureContext = Pick<JobContext, 'notifyOwner' | 'config' | 'clock' | 'log'> & {
  readonly deliveries: Pick<DeliveryRepository, 'release' | 'recordNotInChannel' | 'end'>
  readonly metrics: Pick<Metrics, 'alertStopped'>
  /** Runs no delivery in an alert's channel before `until`, in ms since the epoch. */
  readonly block: (alert: Alert, until: number) => void
}

/** Handles an alert that cannot be posted: it is retried, left for the next sweep, or ended. */
export const createDeliveryFailure = (context: FailureContext) => {
  const { deliveries, notifyOwner, block, config, clock, log, metrics } = context

  const end = async (alert: Alert, reason: CannotPostReason): Promise<DeliveryResult> => {
    if (!(await deliveries.end(alert.id, reason))) return 'done'
    metrics.alertStopped(reason)
    log.info({ alert: alert.id, reason }, 'an alert has ended by itself')
    if (reason === 'app-removed') return 'done'
    await notifyOwner(alert, reason).catch(() =>
      log.warn(
        { alert: alert.id, reason },
        'the person who set an alert up could not be told that it has ended',
      ),
    )
    return 'done'
  }

  const notInChannel = async (alert: Alert, reason: CannotPostReason): Promise<DeliveryResult> => {
    const since = await deliveries.recordNotInChannel(alert.id, clock())
    // Until then it stays due, and each sweep tries again.
    return clock() - since >= config.notInChannelMs ? end(alert, reason) : 'done'
  }

  const retryIn = async ({ alert }: Claimed, ms: number): Promise<DeliveryResult> => {
    await deliveries.release(alert.id)
    return { retryAt: nextDeliveryTime(clock() + ms) }
  }

  const afterPostError = async (claimed: Claimed, error: PostError): Promise<DeliveryResult> => {
    const { alert, attempts } = claimed
    switch (error.kind) {
      case 'permanent':
        return end(alert, error.reason)
      case 'not-in-channel':
        return notInChannel(alert, error.reason)
      case 'rate-limited':
        block(alert, clock() + error.ms)
        return retryIn(claimed, error.ms)
      case 'temporary': {
        const ms = retryDelay(config, attempts)
        if (!error.answered) block(alert, clock() + ms)
        return retryIn(claimed, ms)
      }
      case 'defect':
        log.error({ alert: alert.id, slack: error.error }, 'Slack does not take an alert as it is written')
        await deliveries.release(alert.id)
        return 'done'
    }
  }

  return { end, retryIn, afterPostError }
}
