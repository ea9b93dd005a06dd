import { monthsInWords } from '../../crime/dates.ts'
import { placeInWords } from '../../crime/postcode.ts'
import { isTransportPoliceOnly } from '../../crime/report.ts'
import { capitalised, count, incidents, list, percent } from '../../slack/ui/format.ts'
import { type Notice, noticeText } from '../../slack/ui/notice.ts'
import { MIN_FOR_PERCENT } from '../../slack/ui/text-table.ts'
import { categoryNames, NO_OUTCOME_PUBLISHED, noneRecorded } from '../breakdowns.ts'
import type { ComparedReport } from './results.ts'
import { type ComparisonRow, MISSING_MARK, markedPostcode, ROW_ORDER } from './table.ts'

/** "Street crime near LE1 1WA and GL50 1AA", "Burglary near …". */
export const comparisonTitle = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): string => {
  const what = categories.length === 0 ? 'Street crime' : capitalised(categoryNames(categories))
  return `${what} near ${list(reports.map(({ report: { postcode, name = null } }) => placeInWords({ postcode, name })))}`
}

const monthOf = ({ report }: ComparedReport): string => monthsInWords(report.months)

const monthsDiffer = (reports: readonly ComparedReport[]): boolean => new Set(reports.map(monthOf)).size > 1

type Emphasis = (text: string) => string

// Only the first place has the word "incidents".
const totalOf = ({ report, shown }: ComparedReport, isFirst: boolean, emphasise: Emphasis): string => {
  const all = isFirst ? incidents(report.total) : count(report.total)
  if (shown === report) return emphasise(all)
  const share = report.total < MIN_FOR_PERCENT ? '' : ` (${percent(shown.total, report.total)})`
  return `${emphasise(count(shown.total))} of ${all}${share}`
}

/** What the mark at a place means; null where none has it. */
const markExplained = (reports: readonly ComparedReport[]): string | null => {
  const marked = reports.filter(({ report }) => isTransportPoliceOnly(report))
  if (marked.length === 0) return null
  const isOnly = marked.every(({ report }) => report.transportPolice === report.total)
  const from = isOnly
    ? 'From the British Transport Police only'
    : 'Nearly all from the British Transport Police'
  return `${MISSING_MARK} ${from}: the local force’s figures are missing`
}

/** Totals and months. Months are named with each place where they differ, else once. */
export const comparisonHeadline = (reports: readonly ComparedReport[], emphasise: Emphasis): string => {
  const differ = monthsDiffer(reports)
  const totals = reports.map((one, at) => {
    const near = `${totalOf(one, at === 0, emphasise)} near ${markedPostcode(one)}`
    return differ ? `${near} in ${emphasise(monthOf(one))}` : near
  })
  const [first] = reports
  const headline =
    differ || first === undefined
      ? totals.join(', ')
      : `In ${emphasise(monthOf(first))}, the latest published: ${list(totals)}`
  const explained = markExplained(reports)
  return explained === null ? headline : `${headline}. ${explained}`
}

/** What the counts of two or more places do not say; null for one. */
export const comparisonCaveat = (reports: readonly ComparedReport[]): string | null => {
  if (reports.length < 2) return null
  const rates = `These are counts, not rates: areas differ in size and in how many people live there or pass through.`
  return monthsDiffer(reports) ? `Each place shows its latest published month. ${rates}` : rates
}

/** Replaces the rows where no outcome is published; else null. */
export const noRowsText = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
): string | null =>
  rows.length === 0 && reports.some(({ shown }) => shown.outcomeNotPublished > 0)
    ? NO_OUTCOME_PUBLISHED
    : null

const rowText = ({ name, counts }: ComparisonRow, reports: readonly ComparedReport[]): string => {
  const cells = counts.map((part, at) => {
    const total = reports[at]?.shown.total ?? 0
    return total < MIN_FOR_PERCENT ? count(part) : `${count(part)} (${percent(part, total)})`
  })
  return `${name}: ${list(cells)}`
}

/**
 * The comparison as one line of text, for notifications and screen readers, which have it in place of the blocks. Not
 * escaped. Why places are missing comes before the rows, which may be cut.
 */
export const comparisonSummary = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
  categories: readonly string[],
  failures: readonly Notice[],
): string => {
  const rowsText = rows.map((row) => rowText(row, reports)).join('; ')
  const parts = [
    reports.length === 0
      ? null
      : `${comparisonTitle(reports, categories)}. ${comparisonHeadline(reports, (text) => text)}.`,
    failures.length === 0 ? null : failures.map(noticeText).join(' '),
    comparisonCaveat(reports),
    rowsText === '' ? noRowsText(reports, rows) : `${ROW_ORDER}. ${rowsText}.`,
  ]
  return parts.filter((part) => part !== null).join(' ')
}

/** When the oldest of the figures were fetched, and how many records of all could not be read. */
export const sourceOf = (reports: readonly ComparedReport[]) => ({
  fetchedAt: Math.min(...reports.map(({ report }) => report.fetchedAt)),
  unreadable: reports.reduce((sum, { report }) => sum + report.unreadable, 0),
})

/** The categories of which no place has any; null of one category alone. */
export const noneRecordedAtAll = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): string | null => {
  if (categories.length === 1) return null
  const byCategory = reports.flatMap(({ shown }) => shown.byCategory)
  return noneRecorded(
    reports.map(({ report }) => report),
    { byCategory },
    categories,
  )
}
