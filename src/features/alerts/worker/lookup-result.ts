import { type Month, monthAt } from '../../../crime/dates.ts'
import { countIncidents, isTransportPoliceOnly, type Report } from '../../../crime/report.ts'
import type { ReportResult } from '../../../lookup/cache.ts'
import { pauseUntil } from '../../../lookup/circuit-breaker.ts'
import type { LookupFailure } from '../../../postcodearea/lookup-failure.ts'

/** What a look-up means for alerts. */
export type LookupResult =
  | { readonly kind: 'figures'; readonly month: Month; readonly report: Report }
  | { readonly kind: 'nothing-recorded' }
  /** Only the transport police's figures are out: nothing is announced, and the wait for the local force's goes on. */
  | { readonly kind: 'figures-missing' }
  | { readonly kind: 'unknown-postcode' }
  /** No call before then, in ms since the epoch. */
  | { readonly kind: 'wait'; readonly until: number }
  /** No usable result; `temporary` where one may be available soon. */
  | { readonly kind: 'unavailable'; readonly temporary: boolean }

const isFromLocalForce = (report: Report, month: Month): boolean =>
  !isTransportPoliceOnly(
    report.months.length === 1
      ? report
      : countIncidents(report.incidents, (details) => details.month === month),
  )

/**
 * The newest month of a report that the local force has published and that is not after `now`, in ms since the epoch;
 * undefined where there is none. Without that limit one record with a wrong year would be the newest month of the whole
 * country, for ever.
 */
export const newestMonth = (report: Report, now: number): Month | undefined =>
  report.months.findLast((month) => month <= monthAt(now) && isFromLocalForce(report, month))

const classifyFailure = (failure: LookupFailure, now: number): LookupResult => {
  const until = pauseUntil(failure, now)
  if (until !== null) return { kind: 'wait', until }
  switch (failure.kind) {
    case 'no-results':
      return { kind: 'nothing-recorded' }
    case 'postcode-not-found':
    case 'invalid-postcode':
    case 'not-covered':
      return { kind: 'unknown-postcode' }
    case 'supplier-error':
    case 'unreachable':
      return { kind: 'unavailable', temporary: true }
    default:
      return { kind: 'unavailable', temporary: false }
  }
}

/** Classifies a look-up at a moment, in ms since the epoch. */
export const classifyLookup = (result: ReportResult, now: number): LookupResult => {
  if (!result.ok) return classifyFailure(result.failure, now)
  if (result.value.total === 0) return { kind: 'nothing-recorded' }
  const month = newestMonth(result.value, now)
  if (month !== undefined) return { kind: 'figures', month, report: result.value }
  return isTransportPoliceOnly(result.value)
    ? { kind: 'figures-missing' }
    : { kind: 'unavailable', temporary: false }
}
