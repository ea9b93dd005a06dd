import type { WebClient } from '@slack/web-api'
import pRetry from 'p-retry'
import { dayInLondon } from '../../../crime/dates.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import { type CannotPostReason, classifyPostError } from '../../../slack/web-api/slack-error.ts'
import { DatabaseUnavailable, type Mark } from '../store/delivery-repository.ts'
import type { AlertChannel, ChannelAlert } from '../store/due-alerts.ts'
import { type Digest, decideDigest, dueAlerts } from './decide-digest.ts'
import { isDeliveryTime, nextDeliveryTime } from './delivery-hours.ts'
import type { ChannelJob, JobContext } from './jobs.ts'
import { classifyLookup, type LookupResult } from './lookup-result.ts'
import { type PostedMessage, postMessage, postWithRetries } from './posting.ts'
import { SUPPLIER_PAUSE_MS } from './sweep.ts'

const MAX_MARK_RETRY_MS = 4_000
const HOUR = 3_600_000

/** A post waits for what could not be looked up if that is soon, and not only one place in ten. */
const MAX_MISSING_SHARE = 0.1

const isSameDay = (ts: string | null, now: number): boolean =>
  ts !== null && dayInLondon(Number(ts) * 1_000) === dayInLondon(now)

/** Tells a channel what is due in it: look-ups, one post, its marks, and its thread. One job a channel at a time. */
export const createDeliverChannel = (context: JobContext) => {
  const { deliveries, jobs, lookup, clientFor, messages, notifyOwner, config } = context
  const { clock, wait, log, metrics, stopping } = context

  const later = (job: ChannelJob, at: number) => jobs.putBack(job, nextDeliveryTime(at))

  const end = async (channel: AlertChannel, reason: CannotPostReason): Promise<void> => {
    const ended = await deliveries.end(channel, reason)
    if (ended.length === 0) return
    for (const _ of ended) metrics.alertStopped(reason)
    log.info({ alerts: ended.length, reason }, 'the alerts of a channel have ended by themselves')
    if (reason === 'app-removed') return
    for (const theirs of Map.groupBy(ended, ({ setBy }) => setBy).values())
      await notifyOwner(theirs, reason).catch(() =>
        log.warn({ reason }, 'the person who set alerts up could not be told that they have ended'),
      )
  }

  /** After a post that Slack did not take: it is tried again, left for the next sweep, or the alerts end. */
  const afterError = async (job: ChannelJob, cause: unknown): Promise<void> => {
    const error = classifyPostError(cause)
    const now = clock()
    switch (error.kind) {
      case 'permanent':
        return end(job, error.reason)
      case 'not-in-channel':
        // Until then it stays due, and each sweep tries again.
        return now - (await deliveries.failingSince(job, now)) >= config.notInChannelMs
          ? end(job, error.reason)
          : undefined
      case 'rate-limited':
        return later(job, now + error.ms)
      case 'temporary': {
        // As long again as it has failed.
        const failingMs = now - (await deliveries.failingSince(job, now))
        return later(job, now + Math.min(HOUR, Math.max(config.firstRetryMs, failingMs)))
      }
      case 'defect':
        log.error({ slack: error.error }, 'Slack does not take the post of alerts as it is written')
    }
  }

  // Slack has accepted the post: without its mark the next job would post it again.
  const persist = (mark: () => Promise<void>): Promise<void> =>
    pRetry(mark, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: config.firstMarkRetryMs,
      maxTimeout: MAX_MARK_RETRY_MS,
      maxRetryTime: config.markRetryMs,
      shouldRetry: ({ error }) => error instanceof DatabaseUnavailable,
    })

  // What has no records in memory from before the figures were seen to be out may have some now.
  const lookUp = async (
    { seenAt }: ChannelJob,
    postcodes: readonly Postcode[],
  ): Promise<ReadonlyMap<Postcode, LookupResult>> => {
    const results = await Promise.all(
      postcodes.map(async (postcode) => {
        const found = await lookup.near(postcode, null, seenAt)
        return [postcode, classifyLookup(found, clock())] as const
      }),
    )
    return new Map(results)
  }

  const postThread = async (
    job: ChannelJob,
    client: WebClient,
    { channel, ts }: PostedMessage,
    digest: Digest,
  ): Promise<void> => {
    for (const { message, ids } of messages.thread(digest)) {
      await wait(config.spacingMs, stopping)
      try {
        await postWithRetries(context, () => postMessage(client, channel, message, ts))
      } catch (error) {
        // The post may have been deleted. It is not made again to get a thread.
        if (classifyPostError(error).kind !== 'defect') return afterError(job, error)
        log.error({ err: error }, 'Slack does not take the thread of a post of alerts')
      }
      await persist(() => deliveries.markThread(ids))
    }
  }

  /** The thread of a post that was made before its process ended: what belongs there is looked up again. */
  const resumeThread = async (job: ChannelJob, client: WebClient, alerts: readonly ChannelAlert[]) => {
    const [first] = alerts
    if (first === undefined || first.postTs === null) return
    const results = await lookUp(
      job,
      alerts.map(({ postcode }) => postcode),
    )
    const announced = alerts.flatMap((alert) => {
      const found = results.get(alert.postcode)
      return found?.kind === 'figures' ? [{ alert, figures: found.report, month: found.month }] : []
    })
    await postThread(
      job,
      client,
      { channel: job.channelId, ts: first.postTs },
      { announced, late: [], missing: [] },
    )
    // What was not found again is left out.
    await deliveries.markThread(alerts.map(({ id }) => id))
  }

  const announce = async (job: ChannelJob, client: WebClient, digest: Digest): Promise<void> => {
    let posted: PostedMessage
    try {
      posted = await postWithRetries(context, () =>
        postMessage(client, job.channelId, messages.post(digest), null),
      )
    } catch (error) {
      return afterError(job, error)
    }
    const inThread = new Set(messages.thread(digest).flatMap(({ ids }) => ids))
    const marks: Mark[] = [
      ...digest.announced.map(({ alert, month }) => ({
        ...{ alert, month, postTs: posted.ts, threadPending: inThread.has(alert.id) },
      })),
      ...digest.missing.map((alert) => ({ alert, month: null, postTs: posted.ts, threadPending: false })),
    ]
    await persist(() => deliveries.mark(marks))
    for (const _ of digest.announced) metrics.alertDelivered()
    await deliveries.forgetFailure(job)
    await postThread(job, client, posted, digest)
  }

  const tell = async (job: ChannelJob, client: WebClient, alerts: readonly ChannelAlert[]): Promise<void> => {
    const now = clock()
    const due = dueAlerts(alerts)
    const released = due.filter(
      ({ postcode }) => job.areas.includes(areaOf(postcode)) || job.postcodes.includes(postcode),
    )
    const results = await lookUp(job, [...new Set(released.map(({ postcode }) => postcode))])
    const limits = { now, waitingMs: config.waitingMs, supplierPauseMs: SUPPLIER_PAUSE_MS }
    const waiting = alerts.filter((alert) => !due.includes(alert) && alert.waitingSince !== null)
    const decision = decideDigest([...due, ...waiting], results, limits)
    for (const [area, month] of new Map(decision.areas)) await deliveries.advanceArea(area, month)
    await deliveries.recordWaiting(decision.waiting, now)
    if (decision.passedOver.length > 0) await deliveries.mark(decision.passedOver)
    const missed = [...results.values()].filter(
      ({ kind }) => kind === 'wait' || kind === 'unavailable',
    ).length
    const isPatchy = missed > results.size * MAX_MISSING_SHARE || decision.announced.length === 0
    if (decision.retryAt !== null && isPatchy) return later(job, decision.retryAt)
    if (decision.announced.length + decision.missing.length === 0) return
    if (!isDeliveryTime(clock()) || stopping.aborted) return later(job, clock())
    await announce(job, client, decision)
  }

  return async (job: ChannelJob): Promise<void> => {
    const now = clock()
    // No look-up by night: what it shows could not be posted before the morning.
    if (stopping.aborted || nextDeliveryTime(now) > now) return later(job, now)
    const client = await clientFor({ teamId: job.teamId }).catch(() => 'unavailable' as const)
    if (client === 'unavailable') return later(job, now + config.firstRetryMs)
    if (client === null) return end(job, 'app-removed')
    const alerts = await deliveries.channelAlerts(job, dayInLondon(now))
    await resumeThread(
      job,
      client,
      alerts.filter(({ threadPending }) => threadPending),
    )
    // What comes out later on the day of a post waits for the next day's sweep.
    if (alerts.some(({ postTs }) => isSameDay(postTs, now))) return
    await tell(job, client, alerts)
  }
}
