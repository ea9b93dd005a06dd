import { monthsInWords } from '../crime/month.ts'
import type { IncidentCounts, Report } from '../crime/report.ts'
import { type Block, bold, context, paragraph, preformatted, words } from '../slack/ui/blocks.ts'
import { count, incidents, share } from '../slack/ui/format.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import { escapeWithin, mrkdwn } from '../slack/ui/mrkdwn.ts'
import { FEW, tableLines } from '../slack/ui/text-table.ts'
import { categoryColumns, categoryRows } from './breakdowns.ts'
import { placesInWords } from './busiest-places.ts'
import { placesBlock } from './message.ts'
import { outcomeHeading, outcomeRows } from './outcome-rows.ts'

const shareOf = (report: Report, shown: IncidentCounts): string =>
  shown.total < FEW ? '' : ` (${share(shown.total, report.total)})`

/**
 * The figures of several categories together, without a headline: lead, categories, outcomes, places. `of` is
 * how a sentence names them: " of burglary and vehicle crime".
 */
export const multiCategoryBlocks = (report: Report, shown: IncidentCounts, of: string): Block[] => [
  context(
    mrkdwn`*${incidents(shown.total)}*${of} in *${monthsInWords(report.months)}*, the latest published, of ${count(report.total)} nearby${shareOf(report, shown)}`,
  ),
  preformatted(categoryColumns(shown)),
  paragraph(bold(outcomeHeading(shown)), words(`\n${tableLines(outcomeRows(shown))}`)),
  placesBlock(shown),
]

/** The same for notifications and screen readers. */
export const multiCategorySummary = (report: Report, shown: IncidentCounts, of: string): string => {
  const rows = categoryRows(shown).map((row) => `${row.name} ${count(row.count)}`)
  const outcomes = outcomeRows(shown).map((row) => `${row.name} ${count(row.count)}`)
  return escapeWithin(
    `Street crime near ${report.postcode}, ${monthsInWords(report.months)}: ${incidents(shown.total)}${of}, of ${count(report.total)} nearby. By category: ${rows.join(', ')}. ${outcomeHeading(shown)}: ${outcomes.join(', ')}. Busiest places, on or near: ${placesInWords(shown)}`,
    LIMITS.messageText,
  )
}
