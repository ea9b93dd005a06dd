import { actions, context, type Message } from '../../slack/ui/blocks.ts'
import { comparedRows, comparisonBlocks, comparisonSmallPrint } from './blocks.ts'
import { comparisonButtons } from './buttons.ts'
import { reasonsFor } from './failed-places.ts'
import { answeredOf, type Compared, unansweredOf } from './results.ts'
import { comparisonSummary } from './summary.ts'

/** How a comparison is to be shown. */
export type ComparisonView = {
  readonly canShare: boolean
  /** The user who shared it with a channel; null for a private answer. */
  readonly sharedBy: string | null
  /** In ms since the epoch. */
  readonly now: number
}

/**
 * Several places side by side: totals and months, one column a place, what counts are not, why a place is
 * missing, ways on. Source: wireframes, compare.json.
 */
export const comparisonMessage = (compared: Compared, view: ComparisonView): Message => {
  const answered = answeredOf(compared)
  const { category } = compared.comparison
  const smallPrint = comparisonSmallPrint(compared, view.sharedBy)
  return {
    text: comparisonSummary(
      answered,
      comparedRows(answered, category),
      category,
      reasonsFor(unansweredOf(compared), view.now),
    ),
    blocks: [
      ...comparisonBlocks(compared, view.now),
      ...actions('compare', comparisonButtons(compared, view)),
      ...(smallPrint === null ? [] : [context(smallPrint)]),
    ],
  }
}
