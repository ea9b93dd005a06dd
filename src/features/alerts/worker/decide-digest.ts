import type { Month } from '../../../crime/dates.ts'
import { areaOf, type Postcode } from '../../../crime/postcode.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import type { Mark } from '../store/delivery-repository.ts'
import type { ChannelAlert } from '../store/due-alerts.ts'
import type { LookupResult } from './lookup-result.ts'

/** What is said of a place: its figures, that nothing was recorded there or, once, that they are missing for long. */
export type AnnouncedFigures = Report | 'nothing recorded' | 'figures missing'

/** What is announced of one place: its figures, or that nothing was recorded there. */
export type Announced = {
  readonly alert: ChannelAlert
  readonly figures: Exclude<AnnouncedFigures, 'figures missing'>
  readonly month: Month
}

/** What a channel is told on a day. */
export type Digest = {
  readonly announced: readonly Announced[]
  /** Places of the channel whose figures for their area's month are not out: they follow in a later post. */
  readonly late: readonly ChannelAlert[]
  /** Places whose local force's figures have been missing for so long that the channel is told, once. */
  readonly missing: readonly ChannelAlert[]
}

/** What is to be done for a channel, from what is due in it and the look-ups. */
export type DigestDecision = Digest & {
  /** Months that are recorded without a post. */
  readonly passedOver: readonly Mark[]
  /** Areas with a newer month than was known. */
  readonly areas: readonly (readonly [area: string, month: Month])[]
  /** Postcodes whose local force's figures are missing. */
  readonly waiting: readonly Postcode[]
  /** When to look up again what could not be looked up, in ms since the epoch; null where that was all. */
  readonly retryAt: number | null
}

export type DigestLimits = {
  /** In ms since the epoch. */
  readonly now: number
  /** How long the local force's figures may be missing before the channel is told, in ms. */
  readonly waitingMs: number
  /** The pause after the supplier failed, in ms. */
  readonly supplierPauseMs: number
}

const isBehind = ({ announced }: ChannelAlert, month: Month | null): month is Month =>
  month !== null && (announced === null || announced < month)

/** The alerts of a channel that have not announced their area's month. */
export const dueAlerts = (alerts: readonly ChannelAlert[]): readonly ChannelAlert[] =>
  alerts.filter((alert) => isBehind(alert, alert.areaMonth))

const isUntold = ({ waitingSince, toldWaiting }: ChannelAlert, { now, waitingMs }: DigestLimits): boolean =>
  waitingSince !== null && waitingSince <= now - waitingMs && !toldWaiting

type Part = Partial<{
  readonly announced: Announced
  readonly late: ChannelAlert
  readonly missing: ChannelAlert
  readonly passedOver: Mark
  readonly waiting: Postcode
  readonly retryAt: number
}>

const passOver = (alert: ChannelAlert, month: Month): Part => ({
  passedOver: { alert, month, postTs: null, threadPending: false },
})

const withFigures = (alert: ChannelAlert, report: Report, month: Month): Part => {
  if (!isBehind(alert, month)) return { late: alert }
  const { categories, minIncidents } = alert
  return minIncidents !== null && countCategories(report, categories).total < minIncidents
    ? passOver(alert, month)
    : { announced: { alert, figures: report, month } }
}

const waitingPart = (alert: ChannelAlert, limits: DigestLimits): Part =>
  isUntold(alert, limits) ? { missing: alert } : { late: alert }

const withNothingRecorded = (alert: ChannelAlert, limits: DigestLimits): Part => {
  const { areaMonth: month, waitingSince, announced, minIncidents } = alert
  if (!isBehind(alert, month)) return {}
  // While the local force's figures are missing, no record does not mean that nothing was recorded.
  if (waitingSince !== null) return waitingPart(alert, limits)
  // Whoever set it up read that the place has no figures.
  if (announced === null || minIncidents !== null) return passOver(alert, month)
  return { announced: { alert, figures: 'nothing recorded', month } }
}

const partOf = (alert: ChannelAlert, result: LookupResult, limits: DigestLimits): Part => {
  switch (result.kind) {
    case 'figures':
      return withFigures(alert, result.report, result.month)
    case 'nothing-recorded':
      return withNothingRecorded(alert, limits)
    case 'figures-missing':
      return { waiting: alert.postcode, ...waitingPart(alert, limits) }
    case 'unknown-postcode':
      return alert.areaMonth === null ? {} : passOver(alert, alert.areaMonth)
    case 'wait':
      return { retryAt: result.until }
    case 'unavailable':
      // The next sweep retries what is not temporary.
      return result.temporary ? { retryAt: limits.now + limits.supplierPauseMs } : {}
  }
}

/**
 * What a channel is told, and what is recorded without a post. `alerts` are those that are due in it; one without a
 * result was not looked up, since its area's figures were not seen to be out: it is late.
 */
export const decideDigest = (
  alerts: readonly ChannelAlert[],
  results: ReadonlyMap<Postcode, LookupResult>,
  limits: DigestLimits,
): DigestDecision => {
  const parts = alerts.map((alert): Part => {
    const result = results.get(alert.postcode)
    if (result !== undefined) return partOf(alert, result, limits)
    return waitingPart(alert, limits)
  })
  const found = [...results.values()].filter((result) => result.kind === 'figures')
  const retries = parts.flatMap(({ retryAt }) => retryAt ?? [])
  return {
    announced: parts.flatMap(({ announced }) => announced ?? []),
    late: parts.flatMap(({ late }) => late ?? []),
    missing: parts.flatMap(({ missing }) => missing ?? []),
    passedOver: parts.flatMap(({ passedOver }) => passedOver ?? []),
    areas: found.map(({ report, month }) => [areaOf(report.postcode), month] as const),
    waiting: parts.flatMap(({ waiting }) => waiting ?? []),
    retryAt: retries.length === 0 ? null : Math.max(...retries),
  }
}
