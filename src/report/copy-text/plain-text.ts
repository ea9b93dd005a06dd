import { countCategories, type IncidentCounts, type Report } from '../../crime/report.ts'
import { count } from '../../slack/ui/format.ts'
import { maxWidth, textTable } from '../../slack/ui/text-table.ts'
import {
  categoryRows,
  NO_OUTCOME_PUBLISHED,
  noneRecorded,
  outcomeHeading,
  outcomeRows,
} from '../breakdowns.ts'
import { busiestPlaces } from '../busiest-places.ts'
import { ATTRIBUTION_TEXT, notPublishedText, unreadableText } from '../footer.ts'
import { headlineText, title } from '../summary.ts'

const NO_BARS = 0

const dayInUtc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const timeInUtc = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })

const joinPresent = (parts: readonly (string | null)[], separator: string): string =>
  parts.filter((part) => part !== null).join(separator)

const outcomesText = (counts: IncidentCounts): string => {
  if (counts.outcomeNotPublished === counts.total) return NO_OUTCOME_PUBLISHED
  const rows = outcomeRows(counts)
  const width = maxWidth(rows.map((row) => count(row.count)))
  const lines = rows.map((row) => `${count(row.count).padStart(width)}  ${row.name}`)
  return [outcomeHeading(counts), ...lines].join('\n')
}

// With day and year, since the text may be read much later.
const sourceText = ({ fetchedAt }: Report): string =>
  `Source: data.police.uk, fetched on ${dayInUtc.format(fetchedAt)} at ${timeInUtc.format(fetchedAt)} UTC.`

/**
 * A report, or some categories of it, as plain text: its counts, the month, the source, the licence. Not escaped: it is
 * pasted elsewhere. At most about 4,000 characters.
 */
export const plainText = (report: Report, categories: readonly string[]): string => {
  const shown = countCategories(report, categories)
  const streets = busiestPlaces(shown)
  const footer = [
    unreadableText(report.unreadable),
    notPublishedText(shown),
    sourceText(report),
    ATTRIBUTION_TEXT,
  ]
  const parts = [
    `${title(report, categories)}\n${headlineText(report, shown, categories)}`,
    categories.length === 1 ? null : textTable(categoryRows(shown), shown.total, NO_BARS),
    categories.length === 1 ? null : noneRecorded([report], shown, categories),
    outcomesText(shown),
    joinPresent([streets.heading, streets.text], '\n'),
    joinPresent(footer, ' '),
  ]
  // Where it is pasted, a no-break space would be another character.
  return joinPresent(parts, '\n\n').replaceAll('\u00a0', ' ')
}
