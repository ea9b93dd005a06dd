import type { WebClient } from '@slack/web-api'
import type { Postcode } from '../../crime/postcode.ts'
import { type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { lookUpReport } from '../../report/answer.ts'
import type { Owner } from '../../slack/identity.ts'
import type { ErrorLog } from '../../slack/respond.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import {
  type Alert,
  type AlertChoice,
  type AlertResult,
  type Attempt,
  type Baseline,
  choiceOf,
  type PostFailed,
} from './alert.ts'
import { confirmation } from './messages/channel-posts.ts'
import type { AlertRepository } from './store/alert-repository.ts'
import { classifyLookup } from './worker/lookup-result.ts'

/** What setting up and changing alerts needs besides Slack. */
export type AlertServiceContext = {
  readonly alerts: AlertRepository
  readonly lookup: Lookup
  readonly log: ErrorLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

/** The person who acts, in the workspace where the app is used, and the client of that workspace. */
export type Actor = { readonly owner: Owner; readonly client: WebClient }

const UNAVAILABLE = { kind: 'unavailable' } as const

/** What an alert for a postcode starts from. One look-up. */
const baselineOf = async (
  context: AlertServiceContext,
  { owner }: Actor,
  postcode: Postcode,
): Promise<Result<Baseline, LookupFailure>> => {
  const result = await lookUpReport(context, postcode, owner)
  if (result.ok) {
    const found = classifyLookup(result, context.clock())
    if (found.kind === 'figures') return success(found.month)
    return success(found.kind === 'figures-missing' ? 'figures missing' : null)
  }
  return result.failure.kind === 'no-results' ? success(null) : result
}

/** Posts the confirmation, which also tests that the app may post in the channel; null where Slack accepted it. */
const postConfirmation = async (
  { log }: AlertServiceContext,
  { client, owner }: Actor,
  attempt: Attempt,
  event: 'set-up' | 'resumed',
): Promise<PostFailed | null> => {
  const { channelId } = attempt.choice
  const { text, blocks } = confirmation(attempt.choice, owner.userId, event)
  try {
    await client.chat.postMessage({ channel: channelId, text, blocks: [...blocks] })
    return null
  } catch (error) {
    const reason = slackErrorOf(error)
    if (reason === null) log.error({ err: error }, 'Slack did not take the confirmation of an alert')
    return { kind: 'post-failed', reason, attempt }
  }
}

/**
 * Sets an alert up: one look-up, then the alert, then its confirmation in the channel. Where that cannot be posted, the
 * alert is deleted again: its announcements would fail too, and nobody would know.
 */
export const setUp = async (
  context: AlertServiceContext,
  actor: Actor,
  choice: AlertChoice,
): Promise<AlertResult> => {
  const { alerts } = context
  const { owner } = actor
  const existing = await alerts.findByPostcode(owner, choice.channelId, choice.postcode)
  if (!existing.ok) return UNAVAILABLE
  if (existing.value !== null) return { kind: 'already-exists', alert: existing.value }
  const baseline = await baselineOf(context, actor, choice.postcode)
  if (!baseline.ok) return { kind: 'lookup-failed', failure: baseline.failure }
  const created = await alerts.create(owner, choice, baseline.value)
  if (!created.ok) return UNAVAILABLE
  if (created.value.kind !== 'set-up') return created.value
  const { alert } = created.value
  const postFailed = await postConfirmation(context, actor, { id: null, choice }, 'set-up')
  if (postFailed === null) return { kind: 'set-up', alert }
  const deleted = await alerts.delete(owner, alert.id)
  // The rollback failed, so the alert exists: a retry must update it.
  return deleted.ok ? postFailed : { ...postFailed, attempt: { id: alert.id, choice } }
}

/** Posts the confirmation of an alert that moved to another channel or had ended; on failure, undoes the change. */
const confirmChange = async (
  context: AlertServiceContext,
  actor: Actor,
  before: Alert,
  alert: Alert,
): Promise<AlertResult> => {
  const { alerts } = context
  const moved = before.channelId !== alert.channelId
  if (before.ended === null && !moved) return { kind: 'changed', alert }
  const attempt = { id: alert.id, choice: choiceOf(alert) }
  const postFailed = await postConfirmation(context, actor, attempt, moved ? 'set-up' : 'resumed')
  if (postFailed !== null) {
    await alerts.restore(before)
    return postFailed
  }
  if (before.ended === null) return { kind: 'changed', alert }
  const resumed = await alerts.resume(actor.owner, alert.id)
  if (!resumed.ok) return UNAVAILABLE
  // Resuming clears the pause: one that was chosen in the same form is set again.
  if (alert.pausedUntil === null || resumed.value === null) return { kind: 'changed', alert }
  const paused = await alerts.change(actor.owner, alert.id, attempt.choice, alert.announced)
  return paused.ok ? { kind: 'changed', alert } : UNAVAILABLE
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
  const existing = await alerts.findByPostcode(owner, choice.channelId, choice.postcode)
  if (!existing.ok) return UNAVAILABLE
  if (existing.value !== null && existing.value.id !== id)
    return { kind: 'already-exists', alert: existing.value }
  const baseline =
    choice.postcode === before.postcode
      ? success(before.announced)
      : await baselineOf(context, actor, choice.postcode)
  if (!baseline.ok) return { kind: 'lookup-failed', failure: baseline.failure }
  const changed = await alerts.change(owner, id, choice, baseline.value)
  if (!changed.ok) return UNAVAILABLE
  return changed.value.kind === 'changed'
    ? confirmChange(context, actor, before, changed.value.alert)
    : changed.value
}

/** Sets up a new alert, or changes the one that the attempt names. */
export const save = (
  context: AlertServiceContext,
  actor: Actor,
  { id, choice }: Attempt,
): Promise<AlertResult> => (id === null ? setUp(context, actor, choice) : change(context, actor, id, choice))

/** Ends a pause, or brings back an alert that had ended, once its confirmation could be posted. */
export const resume = async (
  context: AlertServiceContext,
  actor: Actor,
  alert: Alert,
): Promise<AlertResult> => {
  if (alert.ended !== null) {
    const attempt = { id: alert.id, choice: choiceOf(alert) }
    const postFailed = await postConfirmation(context, actor, attempt, 'resumed')
    if (postFailed !== null) return postFailed
  }
  const resumed = await context.alerts.resume(actor.owner, alert.id)
  if (!resumed.ok) return UNAVAILABLE
  return resumed.value === null ? { kind: 'gone' } : { kind: 'resumed', alert: resumed.value }
}
