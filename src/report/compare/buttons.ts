import type { Button } from '@slack/types'
import { type Comparison, comparisonOf, type ParsedPostcode, postcodesOf } from '../../crime/report-query.ts'
import { button } from '../../slack/ui/elements.ts'
import { openReport } from '../actions.ts'
import { retryComparison, shareComparison } from './actions.ts'
import type { Answered } from './headline.ts'
import { answeredOf, type Compared, mayComparePass } from './results.ts'

/** The places with a slip mended; null where that makes one of the others once more. */
const mended = ({ places, category }: Comparison, at: number): Comparison | null => {
  const slip = places[at]
  if (slip?.ok !== false || slip.failure.kind !== 'invalid-postcode') return null
  const { suggestion } = slip.failure
  if (suggestion === null || postcodesOf({ places, category }).includes(suggestion)) return null
  const place: ParsedPostcode = { ok: true, value: suggestion }
  return { places: places.with(at, place), category }
}

const suggestions = (comparison: Comparison): Button[] =>
  comparison.places.flatMap((place, at) => {
    const better = mended(comparison, at)
    if (better === null || place.ok || place.failure.kind !== 'invalid-postcode') return []
    return [button(`Compare with ${place.failure.suggestion}`, retryComparison.press(better, at + 1))]
  })

const share = (answered: readonly Answered[], category: string | null): Button =>
  button(
    'Share to channel',
    shareComparison.press(
      comparisonOf(
        answered.map(({ report }) => report.postcode),
        category,
      ),
    ),
    {
      question: {
        title: 'Share with this channel?',
        text: 'Everyone here will see this comparison, and that you shared it.',
        confirm: 'Share',
        deny: 'Cancel',
      },
    },
  )

/** Ways on: each report, a slip mended, trying again, sharing. */
export const comparisonButtons = (
  compared: Compared,
  { canShare, sharedBy }: { readonly canShare: boolean; readonly sharedBy: string | null },
): Button[] => {
  const { comparison } = compared
  const answered = answeredOf(compared)
  const reports = answered.map(({ report: { postcode } }, at) =>
    button(`Report for ${postcode}`, openReport.press({ postcode, category: comparison.category }, at)),
  )
  // Everyone in the channel sees a shared comparison: it offers what each can do alone.
  if (sharedBy !== null) return reports
  return [
    ...reports,
    ...suggestions(comparison),
    ...(mayComparePass(compared) ? [button('Try again', retryComparison.press(comparison))] : []),
    ...(canShare && answered.length > 1 ? [share(answered, comparison.category)] : []),
  ]
}
