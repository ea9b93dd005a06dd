import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../../crime/day.ts'
import type { Month } from '../../../crime/month.ts'
import type { Wait } from '../../../lib/wait.ts'
import type { Metrics } from '../../../observability/metrics.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import {
  classifySlackError,
  type SlackError,
  type StopReason,
} from '../../../slack/web-api/permanent-errors.ts'
import type { Alert } from '../alert.ts'
import { type Claim, DatabaseUnavailable, type DeliveryRepository } from '../store/due-alerts.ts'
import type { ChannelLimiter, Post } from './channel-limiter.ts'
import { type DeliveryConfig, pauseAfter } from './delivery-config.ts'
import { notifyOwnerWithRetry } from './delivery-failure.ts'
import { isOpen, openFrom } from './delivery-hours.ts'
import {
  type AlertMessages,
  type AnnouncedFigures,
  type ClientFor,
  type NotifyOwner,
  type PostedMessage,
  postTo,
} from './post.ts'

/** Where a delivery tells the operator what went wrong. */
export type AlertLog = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

/** What a delivery needs. `clock` gives ms since the epoch; `stopping` lets no other delivery begin. */
export type DeliverOptions = {
  readonly watch: Pick<DeliveryRepository, 'take' | 'keepLine' | 'announced' | 'release' | 'refused' | 'stop'>
  readonly clientFor: ClientFor
  readonly words: AlertMessages
  readonly tell: NotifyOwner
  readonly turns: ChannelLimiter
  readonly pace: DeliveryConfig
  readonly clock: () => number
  readonly wait: Wait
  readonly log: AlertLog
  readonly metrics: Pick<Metrics, 'alertDelivered' | 'alertStopped'>
  readonly stopping: AbortSignal
}

/** What came of it: nothing more to do for now, or to be tried again from then on (ms since the epoch). */
export type DeliveryResult = 'settled' | { readonly again: number }

/** Where the post stands, or why Slack took nothing. */
type Posted = PostedMessage | { readonly refusal: SlackError }

/** A line whose thread is to come. */
type Line = PostedMessage | null

// Who waited for few enough others to be posting may find that the evening has come.
const EVENING: Posted = { refusal: { kind: 'wait', ms: 0 } }

type Way = { readonly client: WebClient; readonly post: Post }

type Taken = Extract<Claim, { readonly kind: 'taken' }>

const channelKey = ({ workspace, channelId }: Alert): string =>
  `${workspace.enterpriseId} ${workspace.teamId} ${channelId}`

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 4_000

/** Delivers a month to one alert: line, its timestamp kept, thread, marked. */
export const createDeliver = (options: DeliverOptions) => {
  const { watch, clientFor, words, turns, pace, clock, wait, log, metrics, stopping } = options
  const tell = notifyOwnerWithRetry(options.tell, options)
  const later = (at: number): DeliveryResult => ({ again: openFrom(at) })

  // What Slack has taken must be written down, or it is said twice: the database may come back.
  const persistently = async (write: () => Promise<void>): Promise<void> => {
    const until = clock() + pace.holdMs
    for (let pause = SHORTEST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await write()
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable) || stopping.aborted || clock() > until) throw error
        await wait(pause, stopping)
      }
    }
  }

  const stop = async (alert: Alert, reason: StopReason): Promise<DeliveryResult> => {
    const ended = await watch.stop(alert.id, reason)
    if (!ended) return 'settled'
    metrics.alertStopped(reason)
    log.info({ alert: alert.id, reason }, 'an alert has ended by itself')
    if (reason === 'app-removed') return 'settled'
    await tell(alert, reason).catch(() =>
      log.warn({ alert: alert.id, reason }, 'whoever set an alert up could not be told that it has ended'),
    )
    return 'settled'
  }

  const outside = async (alert: Alert, reason: StopReason): Promise<DeliveryResult> => {
    const since = await watch.refused(alert.id, clock())
    if (clock() - since >= pace.refusedForMs) return stop(alert, reason)
    // The next sweeps try again.
    return 'settled'
  }

  const again = async ({ alert }: Taken, ms: number, blocks: boolean): Promise<DeliveryResult> => {
    if (blocks) turns.block(channelKey(alert), clock() + ms)
    await watch.release(alert.id)
    return later(clock() + ms)
  }

  const afterRefusal = async (taken: Taken, refusal: SlackError): Promise<DeliveryResult> => {
    switch (refusal.kind) {
      case 'stop':
        return stop(taken.alert, refusal.reason)
      case 'outside':
        return outside(taken.alert, refusal.reason)
      case 'wait':
        return again(taken, refusal.ms, true)
      case 'later':
        return again(taken, pauseAfter(pace, taken.attempts), refusal.silent)
      case 'defect':
        log.error({ alert: taken.alert.id, slack: refusal.word }, 'Slack refuses an alert as it is written')
        await watch.release(taken.alert.id)
        return 'settled'
    }
  }

  // What was taken is written down within the same turn: few posts are ever there and not yet known to be.
  const postAndKeep = async (
    { alert }: Taken,
    message: Message,
    line: Line,
    { client, post }: Way,
    keep: (ts: string) => Promise<void>,
  ): Promise<Posted> =>
    post(async () => {
      if (line === null && !isOpen(clock())) return EVENING
      let posted: PostedMessage
      try {
        posted = await postTo(client, line?.channel ?? alert.channelId, message, line?.ts ?? null)
      } catch (error) {
        return { refusal: classifySlackError(error) }
      }
      await persistently(() => keep(posted.ts))
      return posted
    })

  const say = async (
    taken: Taken,
    told: AnnouncedFigures,
    month: Month,
    way: Way,
  ): Promise<DeliveryResult> => {
    const { alert } = taken
    const isDone = async () => {
      await watch.announced(alert.id, month, true)
      metrics.alertDelivered()
    }
    const threaded = alert.inThread && told !== 'nothing recorded'
    let line: Line = taken.line === null ? null : { channel: alert.channelId, ts: taken.line }
    if (line === null) {
      const keep = (ts: string) => (threaded ? watch.keepLine(alert.id, month, ts, pace.holdMs) : isDone())
      const posted = await postAndKeep(taken, words.announcement(alert, told, month), null, way, keep)
      if ('refusal' in posted) return afterRefusal(taken, posted.refusal)
      if (!threaded) return 'settled'
      line = posted
    }
    if (!threaded) return isDone().then(() => 'settled')
    const posted = await postAndKeep(taken, words.thread(alert, told), line, way, isDone)
    if (!('refusal' in posted)) return 'settled'
    if (posted.refusal.kind !== 'defect') return afterRefusal(taken, posted.refusal)
    // The line was said, and perhaps deleted since: it is not said again for its thread's sake.
    log.error({ alert: alert.id, slack: posted.refusal.word }, 'Slack refuses the thread of an alert')
    return isDone().then(() => 'settled')
  }

  const inTurn = async (
    due: Alert,
    told: AnnouncedFigures,
    month: Month,
    post: Post,
  ): Promise<DeliveryResult> => {
    const taking = await watch.take(due.id, month, dayInLondon(clock()), pace.holdMs)
    if (taking.kind === 'settled') return 'settled'
    if (taking.kind === 'held') return later(clock() + pace.holdMs)
    // Changed while it waited for its turn: what was heard is of another place.
    if (taking.alert.postcode !== due.postcode) return watch.release(due.id).then(() => 'settled')
    let client: WebClient | null
    try {
      client = await clientFor(taking.alert.workspace)
    } catch {
      return again(taking, pauseAfter(pace, taking.attempts), false)
    }
    return client === null ? stop(taking.alert, 'app-removed') : say(taking, told, month, { client, post })
  }

  return async (alert: Alert, told: AnnouncedFigures, month: Month): Promise<DeliveryResult> => {
    if (stopping.aborted || !isOpen(clock())) return later(clock())
    const outcome = await turns.take(channelKey(alert), (post) => {
      // Who waited for the turn may find that the evening has come.
      if (stopping.aborted || !isOpen(clock())) return Promise.resolve(later(clock()))
      return inTurn(alert, told, month, post)
    })
    return typeof outcome === 'object' && 'kind' in outcome ? later(outcome.until) : outcome
  }
}

export type Deliver = ReturnType<typeof createDeliver>
