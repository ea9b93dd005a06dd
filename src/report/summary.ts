import { categoryOf } from '../crime/category.ts'
import { monthsInWords } from '../crime/month.ts'
import type { IncidentCounts, Report } from '../crime/report.ts'
import { count, incidents, share } from '../slack/ui/format.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import { escapeWithin } from '../slack/ui/mrkdwn.ts'
import { FEW, type Row } from '../slack/ui/text-table.ts'
import { categoryRows, insideSentence } from './breakdowns.ts'
import { placesInWords } from './busiest-places.ts'
import { NO_OUTCOME_PUBLISHED, outcomeHeading, outcomeRows } from './outcome-rows.ts'

const listed = (rows: readonly Row[], total: number): string =>
  rows
    .map((row) => {
      const name = insideSentence(row.name)
      return total < FEW
        ? `${name} ${count(row.count)}`
        : `${name} ${count(row.count)} (${share(row.count, total)})`
    })
    .join(', ')

const outcomesListed = (figures: IncidentCounts): string => {
  if (figures.outcomeNotPublished === figures.total) return NO_OUTCOME_PUBLISHED
  const rows = outcomeRows(figures).map((row) => `${row.name} ${count(row.count)}`)
  return `${outcomeHeading(figures)}: ${rows.join(', ')}.`
}

/** Total, categories and outcomes in running words, not yet escaped. */
export const figuresInWords = (report: Report, shown: IncidentCounts, category: string | null): string => {
  const month = monthsInWords(report.months)
  const heading =
    category === null
      ? `Street crime near ${report.postcode}, ${month}: ${incidents(shown.total)}. By category: ${listed(categoryRows(shown), shown.total)}.`
      : `${categoryOf(category).name} near ${report.postcode}, ${month}: ${incidents(shown.total)} of ${count(report.total)} nearby.`
  return `${heading} ${outcomesListed(shown)}`
}

/**
 * The report as one line of text, for notifications and screen readers, which read it instead of the
 * blocks: everything the blocks say, escaped, 4,000 characters at most.
 */
export const summary = (report: Report, shown: IncidentCounts, category: string | null): string => {
  const figures = figuresInWords(report, shown, category)
  const text = `${figures} Busiest places, on or near: ${placesInWords(shown)}`
  return escapeWithin(text, LIMITS.messageText)
}
