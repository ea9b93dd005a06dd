import { dayInLondon } from '../../../crime/day.ts'
import type { Month } from '../../../crime/month.ts'
import type { Report } from '../../../crime/report.ts'
import type { ReportResult } from '../../../lookup/cache.ts'
import { pauseUntil } from '../../../lookup/circuit-breaker.ts'
import type { LookupFailure } from '../../../postcodearea/lookup-failure.ts'

/**
 * What a look-up tells an alert: figures and the month they are of; that nothing was recorded there; that the
 * supplier holds no such place; to wait until then (ms since the epoch) before any call; or nothing it can use,
 * which may pass soon.
 */
export type LookupResult =
  | { readonly kind: 'figures'; readonly month: Month; readonly report: Report }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-place' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'unavailable'; readonly passes: boolean }

/**
 * The month that a report is of, at a moment in ms since the epoch; undefined where it names none. One odd record
 * of a year to come would else be the newest month of the whole country, for ever.
 */
export const newestMonth = ({ months }: Pick<Report, 'months'>, now: number): Month | undefined =>
  months.findLast((month) => month <= dayInLondon(now).slice(0, 7))

const ofFailure = (failure: LookupFailure, now: number): LookupResult => {
  const until = pauseUntil(failure, now)
  if (until !== null) return { kind: 'wait', until }
  switch (failure.kind) {
    case 'no-results':
      return { kind: 'nothing' }
    case 'postcode-not-found':
    case 'invalid-postcode':
    case 'not-covered':
      return { kind: 'no-place' }
    default:
      return {
        kind: 'unavailable',
        passes: failure.kind === 'supplier-error' || failure.kind === 'unreachable',
      }
  }
}

/** Reads a look-up's answer at a moment, in ms since the epoch. */
export const classifyLookup = (found: ReportResult, now: number): LookupResult => {
  if (!found.ok) return ofFailure(found.failure, now)
  if (found.value.total === 0) return { kind: 'nothing' }
  const month = newestMonth(found.value, now)
  return month === undefined
    ? { kind: 'unavailable', passes: false }
    : { kind: 'figures', month, report: found.value }
}
