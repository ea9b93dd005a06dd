import { type Block, context, header, paragraph, preformatted, words } from '../../slack/ui/blocks.ts'
import { type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { noneRecorded } from '../breakdowns.ts'
import { footer } from '../footer.ts'
import { NO_OUTCOME_PUBLISHED } from '../outcome-rows.ts'
import { comparedColumns } from './columns.ts'
import { reasonBlocks, reasonsFor } from './failed-places.ts'
import { type Answered, comparedCaveat, comparedHeadline, comparedTitle } from './headline.ts'
import { answeredOf, type Compared, unansweredOf } from './results.ts'
import { type ComparedRow, comparedCategories, comparedOutcomes } from './table.ts'

/** The rows of the table: categories, or how one category ended; none where there is nothing to put side by side. */
export const comparedRows = (
  answered: readonly Answered[],
  category: string | null,
): readonly ComparedRow[] => {
  const places = answered.map(({ shown }) => shown)
  if (category === null) return comparedCategories(places, { short: answered.length > 2 })
  const isSaid = places.some((place) => place.byOutcome.length > 0 || place.outcomeNotGiven > 0)
  return isSaid ? comparedOutcomes(places) : []
}

/** Said instead of rows, where there are none because nothing is published; else null. */
export const insteadOfRows = (answered: readonly Answered[], rows: readonly ComparedRow[]): string | null =>
  rows.length === 0 && answered.some(({ shown }) => shown.outcomeNotPublished > 0)
    ? NO_OUTCOME_PUBLISHED
    : null

const table = (answered: readonly Answered[], rows: readonly ComparedRow[]): Block => {
  const columns = answered.map(({ report, shown }, at) => ({
    heading: report.postcode,
    total: shown.total,
    counts: rows.map(({ counts }) => counts[at] ?? 0),
  }))
  return preformatted(
    comparedColumns(
      rows.map(({ name }) => name),
      columns,
    ),
  )
}

const absent = (answered: readonly Answered[]): Block[] => {
  const none = noneRecorded({ byCategory: answered.flatMap(({ shown }) => shown.byCategory) })
  return none === null ? [] : [context(mrkdwn`${none}`)]
}

const figures = (answered: readonly Answered[], category: string | null): Block[] => {
  if (answered.length === 0) return []
  const rows = comparedRows(answered, category)
  const instead = insteadOfRows(answered, rows)
  const caveat = comparedCaveat(answered)
  return [
    header(comparedTitle(answered, category)),
    context(mrkdwn`${comparedHeadline(answered, (words) => `*${words}*`)}`),
    ...(rows.length === 0 ? [] : [table(answered, rows)]),
    ...(instead === null ? [] : [paragraph(words(instead))]),
    ...(category === null ? absent(answered) : []),
    ...(caveat === null ? [] : [context(mrkdwn`${caveat}`)]),
  ]
}

/** What was found, in the blocks that every surface takes: headline, totals, columns, caveat, reasons. */
export const comparisonBlocks = (compared: Compared, now: number): Block[] => [
  ...figures(answeredOf(compared), compared.comparison.category),
  ...reasonBlocks(reasonsFor(unansweredOf(compared), now)),
]

/** Under the figures: the oldest of their times, and the licence; null where there are no figures. */
export const comparisonSmallPrint = (compared: Compared, sharedBy: string | null): Mrkdwn | null => {
  const reports = answeredOf(compared).map(({ report }) => report)
  if (reports.length === 0) return null
  const fetchedAt = Math.min(...reports.map((report) => report.fetchedAt))
  const unreadable = reports.reduce((sum, report) => sum + report.unreadable, 0)
  return footer({ fetchedAt, unreadable }, { outcomeNotPublished: 0, total: 0 }, sharedBy)
}
