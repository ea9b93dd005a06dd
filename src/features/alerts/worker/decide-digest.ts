import { isBehind, type Month, newestOf } from '../../../crime/dates.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { isUnavailable, type LookupResult } from '../../../lookup/lookup-result.ts'
import type { Mark } from '../store/delivery-repository.ts'
import type { ChannelAlert } from '../store/due-alerts.ts'

/** What is announced of one place: its figures, or that nothing was recorded there. */
export type Announced = {
  readonly alert: ChannelAlert
  readonly figures: Report | 'nothing recorded'
  readonly month: Month
}

/** What a channel is told on a day. */
export type Digest = {
  readonly announced: readonly Announced[]
  /** The channel's other places that have not come to the newest month of these: they follow in a later post. */
  readonly late: readonly ChannelAlert[]
  /** Places whose local force's figures have been missing for so long that the channel is told, once. */
  readonly missing: readonly ChannelAlert[]
}

/** What is to be done for a channel, from what is due in it and the look-ups. */
export type DigestDecision = Digest & {
  /** What is recorded without a post. */
  readonly settled: readonly Mark[]
  /** When to look up again before anything is posted, in ms since the epoch; null where the post need not wait. */
  readonly retryAt: number | null
}

const HOUR_MS = 3_600_000

/** After so many days without the local force's figures a channel is told, once, that they are missing. */
export const MISSING_FIGURES_DAYS = 60

/** The same in ms. */
export const MISSING_MS = MISSING_FIGURES_DAYS * 24 * HOUR_MS

/** How long a post waits for places that the supplier fails for, in ms; then they are said to follow. */
const PATIENCE_MS = 3 * HOUR_MS

/** A post waits for what could not be looked up if that is soon, and not only one place in ten. */
const MAX_MISSING_SHARE = 0.1

type Part = Partial<{
  readonly announced: Announced
  readonly missing: ChannelAlert
  readonly settled: Mark
}>

const settle = (alert: ChannelAlert, month: Month | null): Part => ({ settled: { alert, month } })

/** Places of one area that have come to the same month are taken to be one police force's. */
const forceOf = ({ postcode, announced }: ChannelAlert): string => `${areaOf(postcode)} ${announced}`

/**
 * One alert of each force whose figures have been missing for so long that the channel is to be told, at `now` (ms since
 * the epoch). It is looked up first: the figures may have come while it was paused.
 */
export const toConfirm = (alerts: readonly ChannelAlert[], now: number): readonly ChannelAlert[] => {
  const untold = alerts.filter(({ toldWaiting }) => !toldWaiting)
  const long = untold.filter(({ waitingSince }) => (waitingSince ?? now) <= now - MISSING_MS)
  return [...new Map(long.map((alert) => [forceOf(alert), alert])).values()]
}

const partOf = (alert: ChannelAlert, result: LookupResult | undefined, isMissing: boolean): Part => {
  const { announced, areaMonth, categories, minIncidents } = alert
  const withoutFigures = isMissing ? { missing: alert } : settle(alert, null)
  if (result === undefined || !isBehind(announced, areaMonth)) return isMissing ? { missing: alert } : {}
  switch (result.kind) {
    case 'figures': {
      const { month, report } = result
      if (!isBehind(announced, month)) return settle(alert, null)
      const isBelow = minIncidents !== null && countCategories(report, categories).total < minIncidents
      return isBelow ? settle(alert, month) : { announced: { alert, figures: report, month } }
    }
    case 'nothing-recorded':
      // While the local force's figures are missing, no record does not mean that nothing was recorded.
      if (alert.waitingSince !== null) return withoutFigures
      // Whoever set it up read that the place has no figures.
      return announced === null || minIncidents !== null
        ? settle(alert, areaMonth)
        : { announced: { alert, figures: 'nothing recorded', month: areaMonth } }
    case 'unknown-postcode':
      return settle(alert, areaMonth)
    case 'figures-missing':
      return withoutFigures
    case 'wait':
    case 'unavailable':
      return {}
  }
}

/**
 * When to look up again what could not be looked up; null where that is too little, or was tried for too long. Times in ms
 * since the epoch.
 */
export const retryAfter = (
  alerts: readonly ChannelAlert[],
  results: ReadonlyMap<Postcode, LookupResult>,
  isEmpty: boolean,
  now: number,
): number | null => {
  const missed = alerts.flatMap(({ postcode, dueSince }) => {
    const result = results.get(postcode)
    return isUnavailable(result) ? { ...result, dueSince } : []
  })
  const retries = missed.flatMap(({ kind, until, dueSince }) =>
    kind === 'wait' || (dueSince ?? 0) > now - PATIENCE_MS ? (until ?? []) : [],
  )
  const isPatchy = isEmpty || missed.length > results.size * MAX_MISSING_SHARE
  return isPatchy && retries.length > 0 ? Math.max(...retries) : null
}

/**
 * What a channel is told, and what is recorded without a post, from its alerts and the look-ups. `now` in ms since the
 * epoch.
 */
export const decideDigest = (
  alerts: readonly ChannelAlert[],
  results: ReadonlyMap<Postcode, LookupResult>,
  now: number,
): DigestDecision => {
  const hasCome = ({ postcode, announced }: ChannelAlert): boolean => {
    const result = results.get(postcode)
    return result?.kind === 'figures' && isBehind(announced, result.month)
  }
  const confirmed = toConfirm(alerts, now).filter(
    ({ postcode }) => results.has(postcode) && !isUnavailable(results.get(postcode)),
  )
  const silent = new Set(confirmed.map(forceOf)).difference(new Set(alerts.filter(hasCome).map(forceOf)))
  const decided = alerts.map((alert) => {
    const isMissing = !alert.toldWaiting && silent.has(forceOf(alert))
    return { alert, ...partOf(alert, results.get(alert.postcode), isMissing) }
  })
  const announced = decided.flatMap((part) => part.announced ?? [])
  const newest = newestOf(announced.map(({ month }) => month))
  const late = decided.filter(({ alert, ...part }) => {
    const isDone = part.announced ?? part.missing ?? part.settled?.month ?? null
    // Of a new place nothing is known to follow, and of one whose figures are missing for long the channel knows.
    const isNew = (alert.announced ?? alert.waitingSince ?? alert.dueSince) === null
    return isDone === null && isBehind(alert.announced, newest) && !isNew && !alert.toldWaiting
  })
  return {
    announced,
    late: late.map(({ alert }) => alert),
    missing: decided.flatMap((part) => part.missing ?? []),
    settled: decided.flatMap((part) => part.settled ?? []),
    retryAt: retryAfter(alerts, results, announced.length === 0, now),
  }
}
