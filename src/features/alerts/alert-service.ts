import type { WebClient } from '@slack/web-api'
import type { Month } from '../../crime/month.ts'
import type { Postcode } from '../../crime/postcode.ts'
import { failed, type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import { requestId } from '../../observability/request-id.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { AnswerLog } from '../../slack/answer.ts'
import type { Owner } from '../../slack/owner.ts'
import { platformErrorOf } from '../../slack/web-api/slack-error.ts'
import type { Attempt } from './actions.ts'
import type { Alert, AlertChoice, Workspace } from './alert.ts'
import type { Outcome, Refused } from './alert-result.ts'
import type { Alerts } from './alerts.ts'
import { choiceOf } from './format.ts'
import { confirmation, type Done } from './messages/confirmation.ts'
import { newestMonth } from './worker/lookup-result.ts'

/** What setting up needs besides Slack. */
export type SettingContext = {
  readonly alerts: Alerts
  readonly lookup: Lookup
  readonly log: AnswerLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

/** Who sets up or changes, in which workspace, and how Slack is called there. */
export type Setter = {
  readonly workspace: Workspace
  readonly owner: Owner
  readonly client: WebClient
}

const AWAY = { kind: 'away' } as const
const GONE = { kind: 'gone' } as const

/** The month that is out already: it is not announced. Null where the place has none. One look-up. */
const baselineOf = async (
  { lookup, log, clock }: SettingContext,
  { workspace, owner }: Setter,
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
  { log }: SettingContext,
  { client, owner }: Setter,
  attempt: Attempt,
  done: Done,
): Promise<Refused | null> => {
  const { channelId } = attempt.choice
  const { text, blocks } = confirmation(attempt.choice, owner.userId, done)
  try {
    await client.chat.postMessage({ channel: channelId, text, blocks: [...blocks] })
    return null
  } catch (error) {
    const reason = platformErrorOf(error)
    if (reason === null) log.error({ err: error }, 'Slack did not take the confirmation of an alert')
    return { kind: 'refused', reason, attempt }
  }
}

/**
 * Sets an alert up: one look-up, then the alert, then its confirmation. An alert whose channel does not take the
 * confirmation is not kept: it would speak to nobody, and nobody would know.
 */
export const setUp = async (
  context: SettingContext,
  setter: Setter,
  choice: AlertChoice,
): Promise<Outcome> => {
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
  context: SettingContext,
  setter: Setter,
  before: Alert,
  alert: Alert,
): Promise<Outcome> => {
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
  context: SettingContext,
  setter: Setter,
  id: string,
  choice: AlertChoice,
): Promise<Outcome> => {
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
  context: SettingContext,
  setter: Setter,
  { id, choice }: Attempt,
): Promise<Outcome> => (id === null ? setUp(context, setter, choice) : change(context, setter, id, choice))

/** Lets an alert speak again. One that had ended must first be able to: its channel is told. */
export const resume = async (context: SettingContext, setter: Setter, alert: Alert): Promise<Outcome> => {
  if (alert.stopped !== null) {
    const again = { id: alert.id, choice: choiceOf(alert) }
    const refused = await confirm(context, setter, again, 'brought back')
    if (refused !== null) return refused
  }
  const resumed = await context.alerts.resume(setter.workspace, alert.id)
  if (!resumed.ok) return AWAY
  return resumed.value === null ? GONE : { kind: 'resumed', alert: resumed.value }
}
