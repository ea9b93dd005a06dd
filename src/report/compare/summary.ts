import { monthsInWords } from '../../crime/dates.ts'
import { placeInWords } from '../../crime/postcode.ts'
import { isTransportPoliceOnly } from '../../crime/report.ts'
import { capitalised, count, incidents, list, percent, spelledOut } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { type Notice, noticeText } from '../../slack/ui/notice.ts'
import { categoryNames, NO_OUTCOME_PUBLISHED, noneRecorded } from '../breakdowns.ts'
import { sourceOf, unreadableText } from '../footer.ts'
import { shareOfReport } from '../summary.ts'
import type { ComparedReport } from './results.ts'
import {
  type ComparisonRow,
  lacksFigures,
  type Measure,
  MISSING_MARK,
  markedPostcodes,
  rowOrder,
} from './table.ts'

/**
 * "Street crime near Head office (LE1 1WA) and GL50 1AA", "Burglary near …"; without what people call the places, and
 * the names of the categories, where a header has no room for them.
 */
export const comparisonTitle = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): string => {
  const what = categories.length === 0 ? 'Street crime' : capitalised(categoryNames(categories))
  const near = ` near ${list(reports.map(({ report: { postcode, name = null } }) => placeInWords({ postcode, name })))}`
  const nearPostcodes = ` near ${list(reports.map(({ report }) => report.postcode))}`
  const number = `${capitalised(spelledOut(categories.length))} categories`
  const titles = [`${what}${near}`, `${what}${nearPostcodes}`, `${number}${nearPostcodes}`]
  return titles.find(({ length }) => length <= LIMITS.headerText) ?? `${number}${nearPostcodes}`
}

const monthOf = ({ report }: ComparedReport): string => monthsInWords(report.months)

const monthsDiffer = (reports: readonly ComparedReport[]): boolean => new Set(reports.map(monthOf)).size > 1

type Emphasis = (text: string) => string

// Only the first place has the word "incidents".
const totalOf = ({ report, shown }: ComparedReport, isFirst: boolean, emphasise: Emphasis): string => {
  const all = isFirst ? incidents(report.total) : count(report.total)
  if (shown === report) return emphasise(all)
  return `${emphasise(count(shown.total))} of ${all}${shareOfReport(report, shown)}`
}

/** Where the local force's figures are missing: at the marked places or, without a mark, at all; '' for nowhere. */
const figuresMissing = (reports: readonly ComparedReport[]): string => {
  const missing = reports.filter(lacksFigures)
  if (missing.length === 0) return ''
  const ofAll = missing.length === reports.length
  const mark = ofAll ? '' : `${MISSING_MARK} `
  if (!missing.every(({ report }) => isTransportPoliceOnly(report)))
    return `. ${mark}The local force’s figures are missing for at least one month${ofAll && reports.length > 1 ? ' at each place' : ''}.`
  const isOnly = missing.every(({ report }) => report.transportPolice === report.total)
  const all = isOnly ? 'all' : 'nearly all'
  const from = 'from the British Transport Police'
  const why = 'the local force’s figures are missing'
  if (ofAll) return `, ${all} ${from}: ${why}`
  return `. ${mark}${isOnly ? `${capitalised(from)} only` : `${capitalised(all)} ${from}`}: ${why}.`
}

/** Totals and months: each place's where they differ, else one. A full stop ends it only after a second sentence. */
export const comparisonHeadline = (reports: readonly ComparedReport[], emphasise: Emphasis): string => {
  const differ = monthsDiffer(reports)
  const postcodes = markedPostcodes(reports)
  const totals = reports.map((one, at) => {
    const near = `${totalOf(one, at === 0, emphasise)} near ${postcodes[at] ?? ''}`
    return differ ? `${near} in ${emphasise(monthOf(one))}` : near
  })
  const [first] = reports
  const missing = figuresMissing(reports)
  // A month that lacks a local force's figures is not published yet.
  const latest = missing === '' ? ', the latest published' : ''
  const headline =
    differ || first === undefined
      ? totals.join(', ')
      : `In ${emphasise(monthOf(first))}${latest}: ${list(totals)}`
  return `${headline}${missing}`
}

/** What the counts or shares of two or more places do not say; null for one. */
export const comparisonCaveat = (reports: readonly ComparedReport[], measure: Measure): string | null => {
  if (reports.length < 2) return null
  const rates = `These are ${measure}, not rates: areas differ in size and in how many people live there or pass through.`
  if (!monthsDiffer(reports)) return rates
  const months = reports.some(lacksFigures)
    ? 'The places show different months'
    : 'Each place shows its latest published month'
  return `${months}. ${rates}`
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
  const cells = reports.map(({ shown, hasShares }, at) => {
    const part = counts[at] ?? 0
    return hasShares ? `${count(part)} (${percent(part, shown.total)})` : count(part)
  })
  return `${name}: ${list(cells)}`
}

/** The categories of which no place has any; null of one category alone. */
export const noneRecordedAtAll = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): string | null => {
  if (categories.length === 1 || reports.length === 0) return null
  const byCategory = reports.flatMap(({ shown }) => shown.byCategory)
  return noneRecorded(
    reports.map(({ report }) => report),
    { byCategory },
    categories,
  )
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
      : `${comparisonTitle(reports, categories)}. ${comparisonHeadline(reports, (text) => text).replace(/\.$/, '')}.`,
    unreadableText(sourceOf(reports.map(({ report }) => report)).unreadable),
    failures.length === 0 ? null : failures.map(noticeText).join(' '),
    comparisonCaveat(reports, 'counts'),
    noneRecordedAtAll(reports, categories),
    rowsText === '' ? noRowsText(reports, rows) : `${rowOrder(reports)} ${rowsText}.`,
  ]
  return parts.filter((part) => part !== null).join(' ')
}
