import PQueue from 'p-queue'
import { areaOf, type Postcode } from '../../crime/postcode.ts'
import { failed, type Result, success } from '../../lib/result.ts'
import type { Lookup } from '../../lookup/lookup.ts'
import { classifyLookup } from '../../lookup/lookup-result.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { lookUpReport } from '../../report/answer.ts'
import type { Asker } from '../../slack/identity.ts'
import type { ErrorLog } from '../../slack/respond.ts'
import type { Alert, AlertChoice, AlertResult, Baseline, Retry, SetUp, Unsaved, WhyUnsaved } from './alert.ts'
import { type Actor, postConfirmation } from './notify.ts'
import type { Baselines } from './store/alert-changes.ts'
import type { AlertRepository } from './store/alert-repository.ts'

/** What setting up and changing alerts needs besides Slack. */
export type AlertServiceContext = {
  readonly alerts: AlertRepository
  readonly lookup: Lookup
  readonly log: ErrorLog
  /** Gives ms since the epoch. */
  readonly clock: () => number
}

/** The same, with the person who acts. */
export type ActorContext = AlertServiceContext & Actor

export const UNAVAILABLE = { kind: 'unavailable' } as const

const LOOKUPS_AT_ONCE = 4

/** Postcodes of an area that are tried until the supplier knows one: each costs a token, and a list may be of none. */
const MAX_TRIED = 3

export const idsOf = (alerts: readonly Alert[]): string[] => alerts.map(({ id }) => id)

/**
 * What an alert for a postcode starts from. One look-up, which does not take from memory that there are no records: a
 * place without any starts from its area's month, and would never announce that month if it came out since.
 */
export const baselineOf = async (
  context: Omit<AlertServiceContext, 'alerts'>,
  asker: Asker,
  postcode: Postcode,
): Promise<Result<Baseline, LookupFailure>> => {
  const now = context.clock()
  const result = await lookUpReport(context, postcode, asker, now)
  if (!result.ok && result.failure.kind !== 'no-results') return result
  const found = classifyLookup(result, now)
  if (found.kind === 'figures') return success(found.month)
  return success(found.kind === 'figures-missing' ? 'figures missing' : null)
}

/** The kinds of failure of a place that the supplier does not know. */
export const UNKNOWN_POSTCODE = ['postcode-not-found', 'invalid-postcode', 'not-covered']

/**
 * The baselines of places: of one alone, its own, by the person's look-up; of many, one look-up in each area of which no
 * month is known, until one fails. A place without a baseline starts from its area's month.
 */
const baselinesOf = async (
  context: AlertServiceContext,
  asker: Asker,
  choices: readonly AlertChoice[],
): Promise<Result<Baselines, LookupFailure | 'unavailable'>> => {
  const byArea = Map.groupBy(choices, ({ postcode }) => areaOf(postcode))
  const known = await context.alerts.newestMonths(asker === null ? [...byArea.keys()] : [])
  if (!known.ok) return known
  const found = new Map<Postcode, Baseline>()
  let failure: LookupFailure | null = null
  const lookUpArea = async (ofArea: readonly AlertChoice[]): Promise<void> => {
    for (const { postcode } of ofArea.slice(0, MAX_TRIED)) {
      if (failure !== null) return
      const baseline = await baselineOf(context, asker, postcode)
      if (baseline.ok) return void found.set(postcode, baseline.value)
      if (asker !== null || !UNKNOWN_POSTCODE.includes(baseline.failure.kind)) failure = baseline.failure
    }
  }
  const lookups = new PQueue({ concurrency: LOOKUPS_AT_ONCE })
  const unknown = [...byArea].filter(([area]) => !known.value.has(area))
  for (const [, ofArea] of unknown) void lookups.add(() => lookUpArea(ofArea))
  await lookups.onIdle()
  return failure === null ? success(found) : failed(failure)
}

/** What was not saved, kept for an hour, so that a button's value need not carry it; `id` is the alert to be changed. */
export const unsaved = async (
  { alerts, owner }: ActorContext,
  why: WhyUnsaved,
  choices: readonly AlertChoice[],
  id: string | null = null,
): Promise<Unsaved> => {
  const kept = await alerts.keepHidden(owner, choices, id)
  const batch = kept.ok ? kept.value : ''
  const retry: Retry = id === null ? { how: 'set-up', batch } : { how: 'change', batch, id }
  const tried = id === null ? 'set-up' : 'changed'
  return { kind: 'unsaved', why, tried, choices, retry: kept.ok ? retry : null }
}

/**
 * Confirms new alerts in their channel, and brings those back that had ended: whoever sets their places up again expects
 * them to announce. Where that cannot be posted, the new ones are hidden again: their announcements would fail too, and
 * nobody would know.
 */
const confirmSetUp = async (context: ActorContext, result: SetUp): Promise<AlertResult> => {
  const { alerts, existing } = result
  const ended = existing.filter((alert) => alert.ended !== null)
  const choices = [...alerts, ...ended.map((alert) => ({ ...alert, pausedUntil: null }))]
  if (choices.length === 0) return result
  const event = alerts.length === 0 ? 'resumed' : 'set-up'
  const why = await postConfirmation(context, event, choices)
  if (why !== null) {
    const hidden = await context.alerts.hide(context.owner, idsOf(alerts))
    // What could not be hidden is there: tried again, it would be set up twice.
    if (!hidden.ok) return { kind: 'unsaved', why, tried: 'set-up', choices, retry: null }
    return unsaved(context, why, choices)
  }
  if (ended.length === 0) return result
  const resumed = await context.alerts.resume(context.owner, idsOf(ended))
  if (!resumed.ok) return UNAVAILABLE
  const ids = new Set(idsOf(resumed.value))
  return { ...result, existing: existing.filter(({ id }) => !ids.has(id)), resumed: resumed.value }
}

/**
 * Sets up alerts of one channel: one look-up, or one an area whose month is unknown; the alerts; their confirmation. One
 * that exists already is edited in its form or, `asList`, is one of the results.
 */
export const setUp = async (
  context: ActorContext,
  choices: readonly AlertChoice[],
  asList = choices.length !== 1,
): Promise<AlertResult> => {
  const { alerts, owner } = context
  const channelId = choices[0]?.channelId ?? ''
  const postcodes = choices.map(({ postcode }) => postcode)
  const existing = await alerts.findByPostcodes(owner, channelId, postcodes)
  if (!existing.ok) return UNAVAILABLE
  const known = new Set(existing.value.map(({ postcode }) => postcode))
  const wanted = choices.filter(({ postcode }) => !known.has(postcode))
  // Nobody's quota is for a list of places.
  const baselines = await baselinesOf(context, choices.length === 1 ? owner : null, wanted)
  if (!baselines.ok) {
    const { failure } = baselines
    if (failure === 'unavailable') return UNAVAILABLE
    return unsaved(context, { kind: 'lookup-failed', failure }, choices)
  }
  const created = await alerts.create(owner, choices, baselines.value)
  if (!created.ok) return UNAVAILABLE
  const { full, left } = created.value
  const [alert] = created.value.existing
  if (!asList && alert !== undefined) return { kind: 'already-exists', alert }
  if (!asList && full !== null) return unsaved(context, { kind: full }, left)
  return confirmSetUp(context, created.value)
}
