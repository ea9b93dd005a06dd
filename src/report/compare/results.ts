import { countCategory } from '../../crime/report.ts'
import type { Comparison } from '../../crime/report-query.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { mayPass } from '../failure-message.ts'
import type { FailedPlace } from './failed-places.ts'
import type { Answered } from './headline.ts'

/** What each place of a comparison answered, in the comparison's order. */
export type Compared = { readonly comparison: Comparison; readonly found: readonly ReportResult[] }

/** The places that answered, in order. A place without incidents did not: nothing recorded is no zero. */
export const answeredOf = ({ comparison: { category }, found }: Compared): Answered[] =>
  found.flatMap((one) =>
    one.ok && one.value.total > 0
      ? [
          {
            report: one.value,
            shown: category === null ? one.value : countCategory(one.value, category),
          },
        ]
      : [],
  )

/** The others, each with why; in order too. */
export const unansweredOf = ({ comparison: { places }, found }: Compared): FailedPlace[] =>
  places.flatMap((place, at): FailedPlace[] => {
    const one = found[at]
    if (one === undefined) return []
    if (!one.ok) return [{ place, failure: one.failure }]
    const { postcode, total } = one.value
    return total > 0 ? [] : [{ place, failure: { kind: 'no-results', postcode } }]
  })

/** Whether comparing the same again may bring what is missing. */
export const mayComparePass = (compared: Compared): boolean =>
  unansweredOf(compared).some(({ failure }) => mayPass(failure))
