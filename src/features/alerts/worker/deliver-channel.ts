import { dayInLondon, isBehind } from '../../../crime/dates.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { retryUnavailable } from '../../../database/connection-errors.ts'
import { isUnavailable, type LookupResult } from '../../../lookup/lookup-result.ts'
import { classifyPostError, type PostedMessage } from '../../../slack/web-api/post-errors.ts'
import type { Mark } from '../store/delivery-repository.ts'
import type { ChannelAlert } from '../store/due-alerts.ts'
import type { AlertChannel } from '../store/rows.ts'
import { type Announced, type Digest, decideDigest, retryAfter, toConfirm } from './decide-digest.ts'
import { isDeliveryTime, nextDeliveryTime } from './delivery-config.ts'
import type { JobContext } from './jobs.ts'
import { createPosts, type Delivery } from './posts.ts'

/** How long a job waits for a database that is unavailable, in ms. */
export const DATABASE_RETRY_MS = 60_000

const isDue = ({ dueSince, announced, areaMonth }: ChannelAlert): boolean =>
  dueSince !== null && isBehind(announced, areaMonth)

const wasToldOn = (today: string, alerts: readonly ChannelAlert[]): boolean =>
  alerts.some(({ postedOn }) => postedOn === today)

/** Tells a channel what is due in it: look-ups, one post, its marks, and its thread. One job a channel at a time. */
export const createDeliverChannel = (context: JobContext) => {
  const { deliveries, lookUp, clientFor, messages, config, clock, wait, log, metrics, stopping } = context
  const { later, post, afterError } = createPosts(context)

  const databaseRetries = { firstMs: config.firstDatabaseRetryMs, forMs: DATABASE_RETRY_MS }

  // A job that failed here would be taken up again by any process, which looks its places up anew; and while the queue
  // is back before the database is, every job of the day would fail one after another.
  const activeAlerts = (channel: AlertChannel) =>
    retryUnavailable(() => deliveries.channelAlerts(channel, dayInLondon(clock())), {
      ...databaseRetries,
      stopping,
    })

  // Slack has accepted the post: without its mark the next job would post it again.
  const persist = (mark: () => Promise<void>): Promise<void> => retryUnavailable(mark, databaseRetries)

  const lookUpAll = async (alerts: readonly ChannelAlert[]): Promise<ReadonlyMap<Postcode, LookupResult>> => {
    const results = await Promise.all(
      // What has no records in memory from before the figures were seen to be out may have some now.
      alerts.map(async (alert) => [alert.postcode, await lookUp(alert, alert.dueSince ?? 0)] as const),
    )
    return new Map(results)
  }

  /** Gives false where Slack does not take it for now: what is not marked is still to come. */
  const postThread = async (
    delivery: Delivery,
    { channel, ts }: PostedMessage,
    announced: readonly Announced[],
    places: number,
  ): Promise<boolean> => {
    for (const { message, ids } of messages.thread(announced, places)) {
      await wait(config.spacingMs, stopping)
      try {
        await post(delivery.client, { channel, message, threadTs: ts })
      } catch (error) {
        if (classifyPostError(error).kind !== 'defect') {
          await afterError(delivery, error)
          return false
        }
        // The post may have been deleted. It is not made again to get a thread.
        log.error({ err: error }, 'Slack does not take the thread of a post of alerts')
      }
      await persist(() => deliveries.markThread(delivery.channel, ids))
    }
    return true
  }

  /**
   * Posts what is still to come in the threads of posts; gives false where the rest has to wait. What has no figures of the
   * post's month any more is left out; what could not be looked up is left for the next sweep.
   */
  const continueThreads = async (delivery: Delivery, alerts: readonly ChannelAlert[]): Promise<boolean> => {
    const { channel } = delivery
    const pending = alerts.filter(({ threadPending }) => threadPending)
    const results = await lookUpAll(pending)
    for (const [ts, ofPost] of Map.groupBy(pending, ({ postTs }) => postTs ?? '')) {
      const places = alerts.filter(({ postTs }) => postTs === ts).length
      const announced = ofPost.flatMap((alert) => {
        const found = results.get(alert.postcode)
        return found?.kind === 'figures' && found.month === alert.announced
          ? [{ alert, figures: found.report, month: found.month }]
          : []
      })
      if (!(await postThread(delivery, { channel: channel.channelId, ts }, announced, places))) return false
      const known = ofPost.filter(({ postcode }) => !isUnavailable(results.get(postcode)))
      await deliveries.markThread(
        channel,
        known.map(({ id }) => id),
      )
    }
    const asOfPost = pending.map((alert) => ({ ...alert, dueSince: Number(alert.postTs) * 1_000 }))
    const retryAt = retryAfter(asOfPost, results, true, clock())
    if (retryAt !== null) await later(channel, retryAt)
    return retryAt === null
  }

  const announce = async (delivery: Delivery, digest: Digest, lookedUpAt: number): Promise<void> => {
    const { channel, client } = delivery
    const { announced, missing } = digest
    const message = messages.post(digest)
    let posted: PostedMessage
    try {
      posted = await post(client, { channel: channel.channelId, message, threadTs: null })
    } catch (error) {
      return afterError(delivery, error)
    }
    const pending = messages.forThread(digest)
    const inThread = new Set(pending.map(({ alert }) => alert.id))
    const marks: Mark[] = [
      ...announced.map(({ alert, month }) => ({ alert, month, threadPending: inThread.has(alert.id) })),
      ...missing.map((alert) => ({ alert, month: null })),
    ]
    const marked = { ts: posted.ts, day: dayInLondon(clock()) }
    await persist(() => deliveries.mark(channel, marks, lookedUpAt, marked))
    for (const _ of announced) metrics.alertDelivered()
    await postThread(delivery, posted, pending, announced.length + missing.length)
  }

  const tell = async (delivery: Delivery, before: readonly ChannelAlert[]): Promise<void> => {
    const { channel } = delivery
    const lookedUpAt = clock()
    const results = await lookUpAll([...new Set([...before.filter(isDue), ...toConfirm(before, lookedUpAt)])])
    // Look-ups take minutes: what was stopped, changed or told meanwhile is not told as it was.
    const alerts = await activeAlerts(channel)
    const now = clock()
    if (wasToldOn(dayInLondon(now), alerts)) return
    const { settled, retryAt, ...digest } = decideDigest(alerts, results, now)
    if (settled.length > 0) await deliveries.mark(channel, settled, lookedUpAt, null)
    if (retryAt !== null) return later(channel, retryAt)
    if (digest.announced.length + digest.missing.length === 0) return
    if (!isDeliveryTime(now) || stopping.aborted) return later(channel, now)
    await announce(delivery, digest, lookedUpAt)
  }

  return async (channel: AlertChannel): Promise<void> => {
    const now = clock()
    // No look-up by night: what it shows could not be posted before the morning.
    if (stopping.aborted || nextDeliveryTime(now) > now) return later(channel, now)
    const alerts = await activeAlerts(channel)
    const client = await clientFor({ teamId: channel.teamId }).catch(() => 'unavailable' as const)
    if (client === 'unavailable') return later(channel, now + config.firstRetryMs)
    // Not installed there, or not yet after a move to OAuth: its alerts stay due until it is, or are deleted with it.
    if (client === null) return
    if (!(await continueThreads({ channel, client }, alerts))) return
    // What comes out later on the day of a post waits for the next day's sweep.
    if (!wasToldOn(dayInLondon(now), alerts)) await tell({ channel, client }, alerts)
  }
}
