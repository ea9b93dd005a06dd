import type { WebClient } from '@slack/web-api'
import pRetry from 'p-retry'
import type { Message } from '../../../slack/ui/blocks.ts'
import {
  type CannotPostReason,
  classifyPostError,
  type PostError,
} from '../../../slack/web-api/slack-error.ts'
import type { Alert } from '../alert.ts'
import type { JobContext, NotifyOwner } from './jobs.ts'

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

const MAX_RETRIES = 3

/** How long to wait before a post is repeated, in ms; null where it may have arrived, so that it must not be. */
const delayAfter = (error: PostError, otherwise: number): number | null => {
  if (error.kind === 'rate-limited') return error.ms
  return error.kind === 'temporary' && error.answered ? otherwise : null
}

type RetryContext = Pick<JobContext, 'config' | 'wait' | 'stopping'>

/** Posts, and repeats a post that Slack did not take for the moment, a few times within `longestMs` each. */
export const postWithRetries = (
  { config, wait, stopping }: RetryContext,
  post: () => Promise<PostedMessage>,
  longestMs = config.maxWaitMs,
): Promise<PostedMessage> =>
  pRetry(post, {
    retries: MAX_RETRIES,
    // shouldRetry waits: as long as Slack asks for, or a little longer each time.
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      const ms = delayAfter(classifyPostError(error), config.spacingMs * 2 ** attemptNumber)
      if (ms === null || ms > longestMs || stopping.aborted) return false
      await wait(ms, stopping)
      return true
    },
  })

const LONGEST_NOTICE_DELAY_MS = 60_000

/** Tells each person who set ended alerts up, by direct message, with retries: no later job would try it again. */
export const createNotifyOwner =
  (
    context: RetryContext & Pick<JobContext, 'clientFor'>,
    message: (alerts: readonly Alert[], reason: CannotPostReason) => Message,
  ): NotifyOwner =>
  async (alerts, reason) => {
    const [first] = alerts
    const client = first === undefined ? null : await context.clientFor(first.workspace)
    if (client === null || first === undefined) return
    const notice = message(alerts, reason)
    await postWithRetries(
      context,
      () => postMessage(client, first.setBy, notice, null),
      LONGEST_NOTICE_DELAY_MS,
    )
  }
