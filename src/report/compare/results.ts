import type { Postcode } from '../../crime/postcode.ts'
import { countCategories, type IncidentCounts, type Report } from '../../crime/report.ts'
import type { Comparison } from '../../crime/report-query.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import { span } from '../../slack/ui/blocks.ts'
import { list } from '../../slack/ui/format.ts'
import type { Notice } from '../../slack/ui/notice.ts'
import { MIN_FOR_PERCENT } from '../../slack/ui/text-table.ts'
import { canRetry, failureText } from '../failure-message.ts'

/** A comparison and the result of each of its places, in the same order. */
export type Compared = { readonly comparison: Comparison; readonly results: readonly ReportResult[] }

/** A place with figures: its report, the counts of it that are shown, and whether their shares stand beside them. */
export type ComparedReport = {
  readonly report: Report
  readonly shown: IncidentCounts
  readonly hasShares: boolean
}

// With the column of a fourth place there is no room left for shares on a phone.
const MAX_WITH_SHARES = 3

/** The places with figures, in order. One without incidents is a failure: no record does not mean a count of zero. */
export const comparedReports = ({ comparison: { categories }, results }: Compared): ComparedReport[] =>
  results
    .flatMap((result) => (result.ok && result.value.total > 0 ? [result.value] : []))
    .map((report, _, { length }) => {
      const shown = countCategories(report, categories)
      return { report, shown, hasShares: length <= MAX_WITH_SHARES && shown.total >= MIN_FOR_PERCENT }
    })

/** A place without figures, and why. */
type FailedPlace = { readonly postcode: Postcode; readonly failure: LookupFailure }

const failedPlaces = ({ comparison: { postcodes }, results }: Compared): FailedPlace[] =>
  postcodes.flatMap((postcode, at): FailedPlace[] => {
    const result = results[at]
    if (result === undefined) return []
    if (!result.ok) return [{ postcode, failure: result.failure }]
    return result.value.total > 0 ? [] : [{ postcode, failure: { kind: 'no-results', postcode } }]
  })

/** Whether the same comparison may find the missing figures later. */
export const canRetryComparison = (compared: Compared): boolean =>
  failedPlaces(compared).some(({ failure }) => canRetry(failure))

/** Whether the text of a failure names the place itself. */
const NAMES_PLACE = {
  'invalid-postcode': true,
  'not-covered': true,
  'postcode-not-found': true,
  'no-results': true,
  'person-limit': false,
  'workspace-limit': false,
  unauthorised: false,
  'out-of-credit': false,
  'rate-limited': false,
  'supplier-error': false,
  unreachable: false,
  unreadable: false,
  internal: false,
} satisfies Record<LookupFailure['kind'], boolean>

/**
 * Why places have no figures. A reason that does not name its place comes once, behind the names of all places that
 * failed for it. `now` in ms since the epoch.
 */
export const failureTexts = (compared: Compared, now: number): Notice[] => {
  const groups = Map.groupBy(failedPlaces(compared), ({ failure }) =>
    NAMES_PLACE[failure.kind] ? JSON.stringify(failure) : failure.kind,
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const text = failureText(first.failure, now)
    return NAMES_PLACE[first.failure.kind]
      ? [text]
      : [
          {
            happened: `We couldn’t get the figures for ${list(group.map(({ postcode }) => postcode))}.`,
            next: [span(`${text.happened} `), ...text.next],
          },
        ]
  })
}
