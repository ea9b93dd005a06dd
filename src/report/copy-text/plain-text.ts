import { countCategory, type IncidentCounts, type Report } from '../../crime/report.ts'
import { count } from '../../slack/ui/format.ts'
import { type Row, tableColumns } from '../../slack/ui/text-table.ts'
import { categoryRows, noneRecorded } from '../breakdowns.ts'
import { placesInWords } from '../busiest-places.ts'
import { ATTRIBUTION_IN_TEXT, unreadableText } from '../footer.ts'
import { headlineInText } from '../headline.ts'
import { title } from '../message.ts'
import { NO_OUTCOME_PUBLISHED, outcomeHeading, outcomeRows } from '../outcome-rows.ts'

const NO_BARS = 0

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const hours = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })

// With day and year: it is read elsewhere, and later.
const source = ({ fetchedAt }: Report): string =>
  `Source: data.police.uk, fetched on ${days.format(fetchedAt)} at ${hours.format(fetchedAt)} UTC.`

const counted = (rows: readonly Row[]): string => {
  const widest = Math.max(...rows.map((row) => count(row.count).length))
  return rows.map((row) => `${count(row.count).padStart(widest)}  ${row.name}`).join('\n')
}

const categories = (figures: IncidentCounts): (string | null)[] => [
  tableColumns(categoryRows(figures), figures.total, NO_BARS),
  noneRecorded(figures),
]

const outcomes = (figures: IncidentCounts): string =>
  figures.outcomeNotPublished === figures.total
    ? NO_OUTCOME_PUBLISHED
    : `${outcomeHeading(figures)}\n${counted(outcomeRows(figures))}`

const smallPrint = (report: Report, shown: IncidentCounts): string =>
  [
    unreadableText(report.unreadable),
    shown.outcomeNotPublished > 0 && shown.outcomeNotPublished < shown.total ? NO_OUTCOME_PUBLISHED : null,
    source(report),
    ATTRIBUTION_IN_TEXT,
  ]
    .filter((part) => part !== null)
    .join(' ')

/**
 * A report, or one category of it, as plain text to take along: its figures as the report has them, the month,
 * where they come from, the licence. Not escaped: it is pasted as it stands. At most about 4,000 characters.
 */
export const plainText = (report: Report, category: string | null): string => {
  const shown = category === null ? report : countCategory(report, category)
  return [
    `${title(report, category)}\n${headlineInText(report, shown, category)}`,
    ...(category === null ? categories(shown) : []),
    outcomes(shown),
    `Busiest places, on or near\n${placesInWords(shown)}`,
    smallPrint(report, shown),
  ]
    .filter((part) => part !== null)
    .join('\n\n')
}
