import PQueue from 'p-queue'
import { areaOf, type Postcode } from '../../crime/postcode.ts'
import { type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { lookUpReport } from '../../report/answer.ts'
import type { ErrorLog } from '../../slack/respond.ts'
import type { AlertChoice, AlertResult, Baseline, SetUp } from './alert.ts'
import type { ChannelEvent } from './messages/channel-notices.ts'
import type { Baselines } from './store/alert-changes.ts'
import type { AlertRepository } from './store/alert-repository.ts'
import { type Actor, postConfirmation } from './tell.ts'
import { classifyLookup } from './worker/lookup-result.ts'

/** What setting up and changing alerts needs besides Slack. */
export type AlertServiceContext = {
  readonly alerts: AlertRepository
  readonly lookup: Lookup
  readonly log: ErrorLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

export const UNAVAILABLE = { kind: 'unavailable' } as const

const LOOKUPS_AT_ONCE = 4

/** What an alert for a postcode starts from. One look-up. */
export const baselineOf = async (
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

/**
 * The baselines of many places: one look-up in each area of which no month is known. A place without one starts from its
 * area's month.
 */
const areaBaselines = async (
  context: AlertServiceContext,
  actor: Actor,
  choices: readonly AlertChoice[],
): Promise<Result<Baselines, 'unavailable'>> => {
  const byArea = Map.groupBy(choices, ({ postcode }) => areaOf(postcode))
  const known = await context.alerts.newestMonths([...byArea.keys()])
  if (!known.ok) return known
  const lookups = new PQueue({ concurrency: LOOKUPS_AT_ONCE })
  const unknown = [...byArea].flatMap(([area, [first]]) => (known.value.has(area) || !first ? [] : [first]))
  const found = await lookups.addAll(
    unknown.map(({ postcode }) => async () => {
      const baseline = await baselineOf(context, actor, postcode)
      return [postcode, baseline.ok ? baseline.value : null] as const
    }),
  )
  return success(new Map(found))
}

/**
 * Confirms alerts in their channel. Where that cannot be posted, they are hidden again: their announcements would fail
 * too, and nobody would know.
 */
const confirmSetUp = async (
  context: AlertServiceContext,
  actor: Actor,
  event: ChannelEvent,
  result: SetUp,
): Promise<AlertResult> => {
  const { alerts } = result
  if (alerts.length === 0) return result
  const postFailed = await postConfirmation(context, actor, event, { id: null, choices: alerts })
  if (postFailed === null) return result
  const ids = alerts.map(({ id }) => id)
  const hidden = await context.alerts.hide(actor.owner, ids)
  return { ...postFailed, retry: hidden.ok ? { how: 'put-back', batch: hidden.value.batch } : null }
}

/** Keeps what could not be set up for an hour, so that a button's value need not carry it. */
const keep = async ({ alerts }: AlertServiceContext, { owner }: Actor, choices: readonly AlertChoice[]) => {
  const kept = await alerts.keepHidden(owner, choices)
  return { retry: kept.ok ? ({ how: 'set-up', batch: kept.value } as const) : null }
}

/** A set-up of one place, in the terms of one alert. */
const ofOne = async (
  context: AlertServiceContext,
  actor: Actor,
  result: AlertResult,
): Promise<AlertResult> => {
  if (result.kind !== 'set-up') return result
  const [existing] = result.existing
  if (existing !== undefined) return { kind: 'already-exists', alert: existing }
  return result.full === null ? result : { kind: result.full, ...(await keep(context, actor, result.left)) }
}

/** Sets up alerts of one channel: one look-up, or one an area whose month is unknown; the alerts; their confirmation. */
export const setUp = async (
  context: AlertServiceContext,
  actor: Actor,
  choices: readonly AlertChoice[],
): Promise<AlertResult> => {
  const { alerts } = context
  const { owner } = actor
  const [first, ...others] = choices
  if (first === undefined) return { kind: 'set-up', alerts: [], existing: [], left: [], full: null }
  const postcodes = choices.map(({ postcode }) => postcode)
  const existing = await alerts.findByPostcodes(owner, first.channelId, postcodes)
  if (!existing.ok) return UNAVAILABLE
  const known = new Set(existing.value.map(({ postcode }) => postcode))
  const wanted = choices.filter(({ postcode }) => !known.has(postcode))
  let baselines: Baselines
  if (others.length === 0 && wanted.length === 1) {
    const baseline = await baselineOf(context, actor, first.postcode)
    if (!baseline.ok)
      return { kind: 'lookup-failed', failure: baseline.failure, ...(await keep(context, actor, choices)) }
    baselines = new Map([[first.postcode, baseline.value]])
  } else {
    const found = await areaBaselines(context, actor, wanted)
    if (!found.ok) return UNAVAILABLE
    baselines = found.value
  }
  const created = await alerts.create(owner, choices, baselines)
  if (!created.ok) return UNAVAILABLE
  const confirmed = await confirmSetUp(context, actor, 'set-up', created.value)
  return others.length === 0 ? ofOne(context, actor, confirmed) : confirmed
}

/** Puts hidden alerts back; `event` is what the channel is told. */
export const putBack = async (
  context: AlertServiceContext,
  actor: Actor,
  batch: string,
  event: 'set-up' | 'restored',
): Promise<AlertResult> => {
  const restored = await context.alerts.unhide(actor.owner, batch)
  if (!restored.ok) return UNAVAILABLE
  const { alerts, existing, left } = restored.value
  const confirmed = await confirmSetUp(context, actor, event, restored.value)
  return alerts.length + existing.length + left.length === 1 ? ofOne(context, actor, confirmed) : confirmed
}
