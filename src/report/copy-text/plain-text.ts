import { dayInLondon, dayInWords } from '../../crime/dates.ts'
import { oneLine } from '../../crime/postcode.ts'
import { countCategories, type IncidentCounts, type Report } from '../../crime/report.ts'
import { percent, timeInLondon } from '../../slack/ui/format.ts'
import { type CountRow, MIN_FOR_PERCENT } from '../../slack/ui/text-table.ts'
import {
  categoryRows,
  NO_OUTCOME_PUBLISHED,
  noneRecorded,
  outcomeHeading,
  outcomeRows,
} from '../breakdowns.ts'
import { type Compared, comparedReports } from '../compare/results.ts'
import {
  comparisonCaveat,
  comparisonHeadline,
  comparisonTitle,
  noneRecordedAtAll,
  noRowsText,
} from '../compare/summary.ts'
import { comparisonRows, markedPostcodes } from '../compare/table.ts'
import { ATTRIBUTION_TEXT, notPublishedText, sourceOf, unreadableText } from '../footer.ts'
import { busiestPlaceRows, busiestPlaces, headlineText, placeName, title } from '../summary.ts'

const joinPresent = (parts: readonly (string | null)[], separator: string): string =>
  parts.filter((part) => part !== null).join(separator)

// A spreadsheet would take a name that begins so for a formula (owasp.org/www-community/attacks/CSV_Injection), or all up
// to the next quotation mark for one cell.
const cell = (value: string | number): string => {
  const text = oneLine(String(value))
  return /^[=+\-@"]/.test(text) ? `'${text}` : text
}

/** Rows whose cells a spreadsheet takes apart at the tabs; numbers without commas, which some would not read. */
const tabSeparated = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => cells.map(cell).join('\t')).join('\n')

const categoriesTable = (counts: IncidentCounts): string => {
  const { total } = counts
  const rows = [...categoryRows(counts), { name: 'Total', count: total }]
  if (total < MIN_FOR_PERCENT)
    return tabSeparated([['Category', 'Incidents'], ...rows.map((row) => [row.name, row.count])])
  const withShare = rows.map((row) => [row.name, row.count, percent(row.count, total)])
  return tabSeparated([['Category', 'Incidents', 'Share'], ...withShare])
}

const countTable = (heading: string, rows: readonly CountRow[]): string | null =>
  rows.length === 0
    ? null
    : tabSeparated([[heading, 'Incidents'], ...rows.map((row) => [row.name, row.count])])

const outcomesTable = (counts: IncidentCounts): string | null =>
  counts.outcomeNotPublished === counts.total
    ? NO_OUTCOME_PUBLISHED
    : countTable(outcomeHeading(counts), outcomeRows(counts))

const placesTable = (counts: IncidentCounts): string | null => {
  const { heading, rows } = busiestPlaceRows(counts)
  if (rows.length === 0) return busiestPlaces(counts).text
  const notGiven = { name: 'Street not given', count: counts.streetNotGiven }
  return countTable(heading, [
    ...rows.map((row) => ({ name: placeName(row), count: row.count })),
    ...(notGiven.count === 0 ? [] : [notGiven]),
  ])
}

// With day and year, since the text may be read much later, and by somebody elsewhere.
const sourceText = (fetchedAt: number): string =>
  `Source: data.police.uk, fetched on ${dayInWords(dayInLondon(fetchedAt))} at ${timeInLondon(fetchedAt)}, London time.`

/**
 * A report, or some categories of it, as plain text: its counts as tab-separated tables, the month, the source, the
 * licence. Not escaped: it is pasted elsewhere. At most about 4,000 characters.
 */
export const plainText = (report: Report, categories: readonly string[]): string => {
  const shown = countCategories(report, categories)
  const footer = [
    unreadableText(report.unreadable),
    notPublishedText(shown),
    sourceText(report.fetchedAt),
    ATTRIBUTION_TEXT,
  ]
  const ofOne = categories.length === 1
  const parts = [
    `${title(report, categories)}\n${headlineText(report, shown, categories)}`,
    ofOne ? null : categoriesTable(shown),
    ofOne ? null : noneRecorded([report], shown, categories),
    outcomesTable(shown),
    placesTable(shown),
    joinPresent(footer, ' '),
  ]
  return joinPresent(parts, '\n\n')
}

/** The places of a comparison that have figures, as plain text with a column each; empty where none has. */
export const comparisonPlainText = (compared: Compared): string => {
  const { categories } = compared.comparison
  const places = comparedReports(compared)
  if (places.length === 0) return ''
  const rows = comparisonRows(places, categories)
  const table = [
    [categories.length === 1 ? 'Outcome' : 'Category', ...markedPostcodes(places)],
    ...rows.map(({ name, counts }) => [name, ...counts]),
    ['Total', ...places.map(({ shown }) => shown.total)],
  ]
  const { fetchedAt, unreadable } = sourceOf(places.map(({ report }) => report))
  const footer = [
    unreadableText(unreadable),
    comparisonCaveat(places, 'counts'),
    sourceText(fetchedAt),
    ATTRIBUTION_TEXT,
  ]
  const parts = [
    `${comparisonTitle(places, categories)}\n${comparisonHeadline(places, (text) => text)}`,
    noRowsText(places, rows) ?? tabSeparated(table),
    noneRecordedAtAll(places, categories),
    joinPresent(footer, ' '),
  ]
  return joinPresent(parts, '\n\n')
}
