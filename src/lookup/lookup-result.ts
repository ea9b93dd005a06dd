import { type Month, monthAt } from '../crime/dates.ts'
import { isTransportPoliceOnly, ofMonth, type Report } from '../crime/report.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import type { ReportResult } from './cache.ts'
import { pauseUntil } from './circuit-breaker.ts'

/** What a look-up means for whoever waits for a new month. */
export type LookupResult =
  /** Of that month alone. */
  | { readonly kind: 'figures'; readonly month: Month; readonly report: Report }
  | { readonly kind: 'nothing-recorded' }
  /** Only the transport police's figures are out: the local force's are still to come. */
  | { readonly kind: 'figures-missing' }
  | { readonly kind: 'unknown-postcode' }
  /** No call before then, in ms since the epoch. */
  | { readonly kind: 'wait'; readonly until: number }
  /** No usable result; one may be available then, in ms since the epoch, or null where the next sweep tries again. */
  | { readonly kind: 'unavailable'; readonly until: number | null }

type Unavailable = Extract<LookupResult, { readonly until: number | null }>

/** Whether a look-up has told nothing, and may tell something later. */
export const isUnavailable = (result: LookupResult | undefined): result is Unavailable =>
  result?.kind === 'wait' || result?.kind === 'unavailable'

/** Whether a look-up has shown that there are no records near a postcode, or no such postcode. */
export const hasNoRecords = ({ kind }: Pick<LookupResult, 'kind'>): boolean =>
  kind === 'nothing-recorded' || kind === 'unknown-postcode'

/** How long no postcode is looked up after the supplier failed, in ms. */
export const SUPPLIER_PAUSE_MS = 30 * 60_000

/**
 * The newest month of a report that the local force has published and that is not after `now`, in ms since the epoch;
 * undefined where there is none. Without that limit one record with a wrong year would be the newest month of the whole
 * country, for ever.
 */
const newestMonth = (report: Report, now: number): Month | undefined =>
  report.months.findLast((month) => month <= monthAt(now) && !report.monthsMissing.includes(month))

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
      return { kind: 'unavailable', until: now + SUPPLIER_PAUSE_MS }
    default:
      return { kind: 'unavailable', until: null }
  }
}

/** Classifies a look-up at a moment, in ms since the epoch. */
export const classifyLookup = (result: ReportResult, now: number): LookupResult => {
  if (!result.ok) return classifyFailure(result.failure, now)
  if (result.value.total === 0) return { kind: 'nothing-recorded' }
  const month = newestMonth(result.value, now)
  if (month !== undefined) return { kind: 'figures', month, report: ofMonth(result.value, month) }
  return isTransportPoliceOnly(result.value)
    ? { kind: 'figures-missing' }
    : { kind: 'unavailable', until: null }
}
