import type { WebClient } from '@slack/web-api'
import type { Month } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { failed, type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import { requestId } from '../../observability/request-id.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { Owner, Workspace } from '../../slack/identity.ts'
import type { AnswerLog } from '../../slack/respond.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import type { Attempt } from './actions.ts'
import type { Alert, AlertChoice } from './alert.ts'
import type { AlertResult, PostFailed } from './alert-result.ts'
import type { AlertRepository } from './alerts.ts'
import { choiceOf } from './format.ts'
import { confirmation, type Done } from './messages/confirmation.ts'
import { newestMonth } from './worker/lookup-result.ts'

/** What setting up needs besides Slack. */
export type AlertServiceContext = {
  readonly alerts: AlertRepository
  readonly lookup: Lookup
  readonly log: AnswerLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

/** Who sets up or changes, in which workspace, and how Slack is called there. */
export type Actor = {
  readonly workspace: Workspace
  readonly owner: Owner
  readonly client: WebClient
}

const AWAY = { kind: 'unavailable' } as const
const GONE = { kind: 'gone' } as const

/** The month that is out already: it is not announced. Null where the place has none. One look-up. */
const baselineOf = async (
  { lookup, log, clock }: AlertServiceContext,
  { workspace, owner }: Actor,
  postcode: Postcode,
): Promise<Result<Month | null, LookupFailure>> => {
  try {
    const found = await lookup.near(postcode, { ...workspace, userId: owner.userId })
    if (found.ok) return success(newestMonth(found.value, clock()) ?? null)
    return found.failure.kind === 'no-results' ? success(null) : found
  } catch (error) {
    log.error({ err: error }, 'a look-up for an alert ended in a defect')
    return failed({ kind: 'internal', reference: requestId() ?? 'none' })
  }
}

/** Posts the confirmation, which is the test that the app may post there; what it was refused with, or null. */
const confirm = async (
  { log }: AlertServiceContext,
  { client, owner }: Actor,
  attempt: Attempt,
  done: Done,
): Promise<PostFailed | null> => {
  const { channelId } = attempt.choice
  const { text, blocks } = confirmation(attempt.choice, owner.userId, done)
  try {
    await client.chat.postMessage({ channel: channelId, text, blocks: [...blocks] })
    return null
  } catch (error) {
    const reason = slackErrorOf(error)
    if (reason === null) log.error({ err: error }, 'Slack did not take the confirmation of an alert')
    return { kind: 'refused', reason, attempt }
  }
}

/**
 * Sets an alert up: one look-up, then the alert, then its confirmation. An alert whose channel does not take the
 * confirmation is not kept: it would speak to nobody, and nobody would know.
 */
export const setUp = async (
  context: AlertServiceContext,
  setter: Actor,
  choice: AlertChoice,
): Promise<AlertResult> => {
  const { alerts } = context
  const { workspace, owner } = setter
  const near = await alerts.near(workspace, choice.channelId, choice.postcode)
  if (!near.ok) return AWAY
  if (near.value !== null) return { kind: 'known', alert: near.value }
  const baseline = await baselineOf(context, setter, choice.postcode)
  if (!baseline.ok) return { kind: 'not-looked-up', failure: baseline.failure }
  // It is the workspace's in which the app acts, wherever the person's account is at home.
  const set = await alerts.set({ ...workspace, userId: owner.userId }, choice, baseline.value)
  if (!set.ok) return AWAY
  if (set.value.kind !== 'set') return set.value
  const { alert } = set.value
  const refused = await confirm(context, setter, { id: null, choice }, 'set')
  if (refused === null) return { kind: 'set', alert }
  const undone = await alerts.stop(workspace, alert.id)
  // Kept against our will: from here on it is an alert like any other, which trying again would change.
  return undone.ok ? refused : { ...refused, attempt: { id: alert.id, choice } }
}

/** Another channel is told of the alert it gets; what it does not take is put back as it was. */
const confirmMove = async (
  context: AlertServiceContext,
  setter: Actor,
  before: Alert,
  alert: Alert,
): Promise<AlertResult> => {
  const ended = before.stopped !== null
  if (!ended && before.channelId === alert.channelId) return { kind: 'changed', alert }
  const attempt = { id: alert.id, choice: choiceOf(alert) }
  const moved = before.channelId !== alert.channelId
  const refused = await confirm(context, setter, attempt, moved ? 'set' : 'brought back')
  const { workspace } = setter
  if (refused !== null) {
    await context.alerts.putBack(before)
    return refused
  }
  if (!ended) return { kind: 'changed', alert }
  const resumed = await context.alerts.resume(workspace, alert.id)
  if (!resumed.ok) return AWAY
  // Speaking again ends a pause; a day that was chosen in the same step holds.
  if (alert.pausedUntil === null || resumed.value === null) return { kind: 'changed', alert }
  const paused = await context.alerts.change(workspace, alert.id, choiceOf(alert), alert.announced)
  return paused.ok ? { kind: 'changed', alert } : AWAY
}

/** Changes an alert. Another postcode is looked up once, and starts from its month. */
export const change = async (
  context: AlertServiceContext,
  setter: Actor,
  id: string,
  choice: AlertChoice,
): Promise<AlertResult> => {
  const { alerts } = context
  const { workspace } = setter
  const found = await alerts.find(workspace, id)
  if (!found.ok) return AWAY
  if (found.value === null) return GONE
  const before = found.value
  const near = await alerts.near(workspace, choice.channelId, choice.postcode)
  if (!near.ok) return AWAY
  if (near.value !== null && near.value.id !== id) return { kind: 'known', alert: near.value }
  const baseline =
    choice.postcode === before.postcode
      ? success(before.announced)
      : await baselineOf(context, setter, choice.postcode)
  if (!baseline.ok) return { kind: 'not-looked-up', failure: baseline.failure }
  const changed = await alerts.change(workspace, id, choice, baseline.value)
  if (!changed.ok) return AWAY
  if (changed.value === null) return GONE
  if (changed.value.kind === 'taken') return { kind: 'known', alert: changed.value.alert }
  if (changed.value.kind === 'channel-full') return changed.value
  return confirmMove(context, setter, before, changed.value.alert)
}

/** Sets up or changes what was attempted. */
export const attempt = (
  context: AlertServiceContext,
  setter: Actor,
  { id, choice }: Attempt,
): Promise<AlertResult> =>
  id === null ? setUp(context, setter, choice) : change(context, setter, id, choice)

/** Lets an alert speak again. One that had ended must first be able to: its channel is told. */
export const resume = async (
  context: AlertServiceContext,
  setter: Actor,
  alert: Alert,
): Promise<AlertResult> => {
  if (alert.stopped !== null) {
    const again = { id: alert.id, choice: choiceOf(alert) }
    const refused = await confirm(context, setter, again, 'brought back')
    if (refused !== null) return refused
  }
  const resumed = await context.alerts.resume(setter.workspace, alert.id)
  if (!resumed.ok) return AWAY
  return resumed.value === null ? GONE : { kind: 'resumed', alert: resumed.value }
}
