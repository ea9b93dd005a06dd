import { dayInLondon } from '../../crime/dates.ts'
import { success } from '../../lib/result.ts'
import {
  type Alert,
  type AlertChoice,
  type AlertResult,
  choiceOf,
  isPaused,
  isPersonal,
  keptUnder,
  type Retry,
  type WhyUnsaved,
} from './alert.ts'
import { MAX_IN_CHANNEL } from './limits.ts'
import { notifyChannel, notifyStopped, postConfirmation } from './notify.ts'
import { type ActorContext, baselineOf, idsOf, setUp, UNAVAILABLE, unsaved } from './set-up.ts'

/** Tells a channel what was changed in an alert that stays in it. */
const notifyOfChange = (context: ActorContext, before: Alert, alert: Alert) => {
  const today = dayInLondon(context.clock())
  const withoutPause = (one: Alert) => JSON.stringify({ ...choiceOf(one), pausedUntil: null })
  if (withoutPause(before) !== withoutPause(alert))
    return notifyChannel(context, { changed: before }, [alert])
  if (isPaused(alert, today) && alert.pausedUntil !== before.pausedUntil)
    return notifyChannel(context, 'paused', [alert])
  if (isPaused(before, today) && !isPaused(alert, today)) return notifyChannel(context, 'resumed', [alert])
}

/** Whether a channel has no room for an alert that is moved to it. */
const isFull = async ({ alerts, owner }: ActorContext, channelId: string) => {
  const there = await alerts.listInChannel(owner, channelId)
  return there.ok && there.value.length >= MAX_IN_CHANNEL
}

/**
 * Changes an alert. A new postcode is looked up once, and its newest month is not announced. Where the alert moves or had
 * ended, the confirmation is posted first: it shows whether its announcements can be.
 */
export const change = async (
  context: ActorContext,
  id: string,
  choice: AlertChoice,
): Promise<AlertResult> => {
  const { alerts, owner } = context
  const notSaved = (why: WhyUnsaved) => unsaved(context, why, [choice], id)
  const found = await alerts.find(owner, id)
  if (!found.ok) return UNAVAILABLE
  const before = found.value
  if (before === null) return { kind: 'gone' }
  const existing = await alerts.findByPostcodes(owner, choice.channelId, [choice.postcode])
  if (!existing.ok) return UNAVAILABLE
  const other = existing.value.find((alert) => alert.id !== id)
  if (other !== undefined) return { kind: 'already-exists', alert: other }
  const isMoved = before.channelId !== choice.channelId
  if (isMoved && (await isFull(context, choice.channelId))) return notSaved({ kind: 'channel-full' })
  const baseline =
    choice.postcode === before.postcode
      ? success(before.announced)
      : await baselineOf(context, owner, choice.postcode)
  if (!baseline.ok) return notSaved({ kind: 'lookup-failed', failure: baseline.failure })
  const isConfirmed = isMoved || before.ended !== null
  const event = isMoved ? 'set-up' : 'resumed'
  const why = isConfirmed ? await postConfirmation(context, event, [choice]) : null
  if (why !== null) return notSaved(why)
  const changed = await alerts.change(owner, id, choice, new Map([[choice.postcode, baseline.value]]))
  if (changed.ok && changed.value.kind === 'changed') {
    if (isMoved) await notifyStopped(context, [before])
    if (!isConfirmed) await notifyOfChange(context, before, changed.value.alert)
    return changed.value
  }
  if (isConfirmed) await notifyChannel(context, 'not-saved', [choice])
  if (!changed.ok) return UNAVAILABLE
  return changed.value.kind === 'channel-full' ? notSaved({ kind: 'channel-full' }) : changed.value
}

/** Pauses an alert until a day, "YYYY-MM-DD" in London. */
export const pause = async (context: ActorContext, id: string, pausedUntil: string): Promise<AlertResult> => {
  const found = await context.alerts.find(context.owner, id)
  if (!found.ok) return UNAVAILABLE
  return found.value === null
    ? { kind: 'gone' }
    : change(context, id, { ...choiceOf(found.value), pausedUntil })
}

/** Undo: brings stopped alerts back, once that could be posted. */
const bringBack = async (context: ActorContext, batch: string): Promise<AlertResult> => {
  const restored = await context.alerts.unhide(context.owner, batch)
  if (!restored.ok) return UNAVAILABLE
  const { alerts, existing, left } = restored.value
  // Pressed twice, the second finds what the first has brought back.
  if (alerts.length + existing.length + left.length === 0) return { kind: 'nothing-left' }
  const why = alerts.length === 0 ? null : await postConfirmation(context, 'resumed', alerts)
  if (why !== null) {
    const hidden = await context.alerts.hide(context.owner, idsOf(alerts))
    const again: Retry | null = hidden.ok ? { how: 'bring-back', batch: hidden.value.batch } : null
    return { kind: 'unsaved', why, tried: 'resumed', choices: alerts, retry: again }
  }
  return existing.length + left.length === 0
    ? { kind: 'resumed', alerts }
    : { ...restored.value, alerts: [], resumed: alerts }
}

/** Tries again what was hidden. */
export const retry = async (context: ActorContext, what: Retry): Promise<AlertResult> => {
  const { userId } = context.owner
  const hidden = await context.alerts.listHidden(context.owner, keptUnder(what))
  if (!hidden.ok) return UNAVAILABLE
  const [first] = hidden.value
  const none = { kind: what.how === 'bring-back' ? 'nothing-left' : 'gone' } as const
  // A value may be forged: one that names a person's own conversation works for that person only, and an alert is
  // changed only by who was let to the form that tried it.
  if (first === undefined || (isPersonal(first) && first.channelId !== userId)) return none
  if (what.how === 'change' && first.setBy !== userId) return none
  if (what.how === 'change') return change(context, what.id, choiceOf(first))
  return what.how === 'set-up' ? setUp(context, hidden.value.map(choiceOf)) : bringBack(context, what.batch)
}

/** Ends the pauses of alerts of one channel or, where they had ended, brings them back once that could be posted. */
export const resume = async (context: ActorContext, alerts: readonly Alert[]): Promise<AlertResult> => {
  const hadEnded = alerts.some(({ ended }) => ended !== null)
  const choices = alerts.map((alert) => ({ ...alert, pausedUntil: null }))
  const why = hadEnded ? await postConfirmation(context, 'resumed', choices) : null
  if (why !== null) return { kind: 'unsaved', why, tried: 'resumed', choices, retry: null }
  const resumed = await context.alerts.resume(context.owner, idsOf(alerts))
  if (!resumed.ok || resumed.value.length === 0) {
    if (hadEnded) await notifyChannel(context, 'not-saved', alerts)
    return resumed.ok ? { kind: 'gone' } : UNAVAILABLE
  }
  const today = dayInLondon(context.clock())
  if (!hadEnded && alerts.some((alert) => isPaused(alert, today)))
    await notifyChannel(context, 'resumed', resumed.value)
  return { kind: 'resumed', alerts: resumed.value }
}

/** Stops alerts of one channel; tells the channel, and those who set them up where somebody else stopped them. */
export const stop = async (context: ActorContext, ids: readonly string[]): Promise<AlertResult> => {
  const hidden = await context.alerts.hide(context.owner, ids)
  if (!hidden.ok) return UNAVAILABLE
  const { alerts } = hidden.value
  if (alerts.length === 0) return { kind: 'gone' }
  await notifyStopped(context, alerts)
  return { kind: 'stopped', ...hidden.value }
}
