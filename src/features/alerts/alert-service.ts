import { type Result, success } from '../../lib/result.ts'
import {
  type Alert,
  type AlertChoice,
  type AlertResult,
  type Attempt,
  choiceOf,
  isPersonal,
  keptUnder,
  type Retry,
} from './alert.ts'
import { type AlertServiceContext, baselineOf, putBack, setUp, UNAVAILABLE } from './set-up.ts'
import { type Actor, postConfirmation, tellChannel, tellOwners } from './tell.ts'

const keepChange = async (
  { alerts }: AlertServiceContext,
  { owner }: Actor,
  id: string,
  choice: AlertChoice,
): Promise<Retry | null> => {
  const kept = await alerts.keepHidden(owner, [choice], id)
  return kept.ok ? { how: 'change', batch: kept.value, id } : null
}

/** Posts the confirmation of an alert that moved to another channel or had ended; on failure, undoes the change. */
const confirmChange = async (
  context: AlertServiceContext,
  actor: Actor,
  before: Alert,
  alert: Alert,
): Promise<AlertResult> => {
  const { alerts } = context
  const changed = { kind: 'changed', alert } as const
  const moved = before.channelId !== alert.channelId
  if (before.ended === null && !moved) {
    const event = alert.pausedUntil !== before.pausedUntil ? 'paused' : 'changed'
    await tellChannel(context, actor, alert.pausedUntil === null ? 'changed' : event, [alert])
    return changed
  }
  const choice = choiceOf(alert)
  const attempt = { id: alert.id, choices: [choice] }
  const postFailed = await postConfirmation(context, actor, moved ? 'set-up' : 'resumed', attempt)
  if (postFailed !== null) {
    await alerts.restore(before)
    return { ...postFailed, retry: await keepChange(context, actor, alert.id, choice) }
  }
  if (moved) await tellChannel(context, actor, 'stopped', [before])
  if (before.ended === null) return changed
  const resumed = await alerts.resume(actor.owner, alert.id)
  if (!resumed.ok) return UNAVAILABLE
  // Resuming clears the pause: one that was chosen in the same form is set again.
  if (alert.pausedUntil === null || resumed.value === null) return changed
  const paused = await alerts.change(actor.owner, alert.id, choice, new Map())
  return paused.ok ? changed : UNAVAILABLE
}

/** Changes an alert. A new postcode is looked up once, and its newest month is not announced. */
export const change = async (
  context: AlertServiceContext,
  actor: Actor,
  id: string,
  choice: AlertChoice,
): Promise<AlertResult> => {
  const { alerts } = context
  const { owner } = actor
  const found = await alerts.find(owner, id)
  if (!found.ok) return UNAVAILABLE
  const before = found.value
  if (before === null) return { kind: 'gone' }
  const existing = await alerts.findByPostcodes(owner, choice.channelId, [choice.postcode])
  if (!existing.ok) return UNAVAILABLE
  const other = existing.value.find((alert) => alert.id !== id)
  if (other !== undefined) return { kind: 'already-exists', alert: other }
  const baseline =
    choice.postcode === before.postcode
      ? success(before.announced)
      : await baselineOf(context, actor, choice.postcode)
  if (!baseline.ok) {
    const kept = await keepChange(context, actor, id, choice)
    return { kind: 'lookup-failed', failure: baseline.failure, retry: kept }
  }
  const changed = await alerts.change(owner, id, choice, new Map([[choice.postcode, baseline.value]]))
  if (!changed.ok) return UNAVAILABLE
  if (changed.value.kind === 'channel-full')
    return { kind: 'channel-full', retry: await keepChange(context, actor, id, choice) }
  if (changed.value.kind !== 'changed') return changed.value
  return confirmChange(context, actor, before, changed.value.alert)
}

/** Sets up new alerts, or changes the one that the attempt names. */
export const save = (
  context: AlertServiceContext,
  actor: Actor,
  { id, choices }: Attempt,
): Promise<AlertResult> => {
  const [first] = choices
  return id === null || first === undefined
    ? setUp(context, actor, choices)
    : change(context, actor, id, first)
}

/** Tries again what was hidden; `event` is what the channel is told of alerts that are put back. */
export const retry = async (
  context: AlertServiceContext,
  actor: Actor,
  what: Retry,
  event: 'set-up' | 'restored' = 'set-up',
): Promise<AlertResult> => {
  const { userId } = actor.owner
  const hidden = await context.alerts.listHidden(actor.owner, keptUnder(what))
  if (!hidden.ok) return UNAVAILABLE
  const [first] = hidden.value
  // A value may be forged: one that names a person's own conversation works for that person only, and an alert is
  // changed only by who was let to the form that tried it.
  if (first === undefined || (isPersonal(first) && first.channelId !== userId)) return { kind: 'gone' }
  if (what.how === 'change' && first.setBy !== userId) return { kind: 'gone' }
  if (what.how === 'put-back') return putBack(context, actor, what.batch, event)
  return what.how === 'change'
    ? change(context, actor, what.id, choiceOf(first))
    : setUp(context, actor, hidden.value.map(choiceOf))
}

/** Ends a pause, or brings back an alert that had ended, once its confirmation could be posted. */
export const resume = async (
  context: AlertServiceContext,
  actor: Actor,
  alert: Alert,
): Promise<AlertResult> => {
  if (alert.ended !== null) {
    const attempt = { id: alert.id, choices: [choiceOf(alert)] }
    const postFailed = await postConfirmation(context, actor, 'resumed', attempt)
    if (postFailed !== null) return { ...postFailed, retry: null }
  }
  const resumed = await context.alerts.resume(actor.owner, alert.id)
  if (!resumed.ok) return UNAVAILABLE
  if (resumed.value === null) return { kind: 'gone' }
  if (alert.ended === null && alert.pausedUntil !== null)
    await tellChannel(context, actor, 'resumed', [resumed.value])
  return { kind: 'resumed', alert: resumed.value }
}

/** What was stopped, and the id by which it is put back within an hour. */
export type Stopped = { readonly alerts: readonly Alert[]; readonly batch: string }

/** Stops alerts of one channel, and tells the channel, and those who set them up where somebody else stops them. */
export const stop = async (
  context: AlertServiceContext,
  actor: Actor,
  ids: readonly string[],
): Promise<Result<Stopped, 'unavailable'>> => {
  const hidden = await context.alerts.hide(actor.owner, ids)
  if (!hidden.ok) return hidden
  await tellChannel(context, actor, 'stopped', hidden.value.alerts)
  await tellOwners(context, actor, hidden.value.alerts)
  return hidden
}
