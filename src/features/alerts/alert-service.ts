import type { WebClient } from '@slack/web-api'
import type { Month } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { failed, type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import { requestId } from '../../observability/request-id.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { Owner } from '../../slack/identity.ts'
import type { AnswerLog } from '../../slack/respond.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import {
  type Alert,
  type AlertChoice,
  type AlertResult,
  type Attempt,
  choiceOf,
  type PostFailed,
} from './alert.ts'
import { confirmation } from './messages/channel-posts.ts'
import type { AlertRepository } from './store/alert-repository.ts'
import { newestMonth } from './worker/lookup-result.ts'

/** What setting up needs besides Slack. */
export type AlertServiceContext = {
  readonly alerts: AlertRepository
  readonly lookup: Lookup
  readonly log: AnswerLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

/** Who sets up or changes, in the workspace that the app acts in, and how Slack is called there. */
export type Actor = { readonly owner: Owner; readonly client: WebClient }

const UNAVAILABLE = { kind: 'unavailable' } as const

/** The newest month that is published already, which is not announced; null where there is none. One look-up. */
const baselineOf = async (
  { lookup, log, clock }: AlertServiceContext,
  { owner }: Actor,
  postcode: Postcode,
): Promise<Result<Month | null, LookupFailure>> => {
  try {
    const found = await lookup.near(postcode, owner)
    if (found.ok) return success(newestMonth(found.value, clock()) ?? null)
    return found.failure.kind === 'no-results' ? success(null) : found
  } catch (error) {
    log.error({ err: error }, 'a look-up for an alert ended in a defect')
    return failed({ kind: 'internal', reference: requestId() ?? 'none' })
  }
}

/** Posts the confirmation, which also tests that the app may post in the channel; null where Slack took it. */
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
 * Sets an alert up: one look-up, then the alert, then its confirmation in the channel. Where the channel takes no
 * confirmation the alert is deleted again: it could announce nothing there, and nobody would know.
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

/** Confirms an alert in a channel that it moved to, or that it had ended in; without a confirmation it is restored. */
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
  // Resuming ends a pause: a day that was chosen in the same step is set again.
  if (alert.pausedUntil === null || resumed.value === null) return { kind: 'changed', alert }
  const paused = await alerts.change(actor.owner, alert.id, attempt.choice, alert.announced)
  return paused.ok ? { kind: 'changed', alert } : UNAVAILABLE
}

/** Changes an alert. Another postcode is looked up once, and starts from its month. */
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

/** Sets up or changes what was attempted. */
export const save = (
  context: AlertServiceContext,
  actor: Actor,
  { id, choice }: Attempt,
): Promise<AlertResult> => (id === null ? setUp(context, actor, choice) : change(context, actor, id, choice))

/** Ends a pause, or brings back an alert that had ended, once its channel takes the confirmation. */
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
