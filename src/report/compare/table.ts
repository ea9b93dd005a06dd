import { categoryOf } from '../../crime/category.ts'
import { outcomeShortName } from '../../crime/outcome.ts'
import type { IncidentCounts } from '../../crime/report.ts'
import { count, percent } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { alignRight, alignRows, MIN_FOR_PERCENT, maxWidth, PHONE_WIDTH } from '../../slack/ui/text-table.ts'
import { foldRows, othersLabel, othersName, outcomeGroupRows, sumOf } from '../breakdowns.ts'
import type { ComparedReport } from './results.ts'

/** A row of a comparison: what is counted, and its count at each place, in the order of the places. */
export type ComparisonRow = {
  readonly name: string
  /** At most 20 characters where the name is known, for the label of a chart. */
  readonly shortName: string
  readonly counts: readonly number[]
}

/** How the rows are ordered, which stands above them: by what they show, so that the order can be seen in them. */
export const rowOrder = (reports: readonly ComparedReport[]): string =>
  ['Most incidents first.', 'By share, largest first.'][reports.filter((one) => one.hasShares).length] ??
  'By average share, largest first.'

// By count, the largest place alone would set the order, so that where there are shares, they do.
const inOrder = (rows: readonly ComparisonRow[], reports: readonly ComparedReport[]): ComparisonRow[] => {
  const shareOf = ({ counts }: ComparisonRow): number =>
    sumOf(reports.map(({ shown, hasShares }, at) => (hasShares ? (counts[at] ?? 0) / shown.total : 0)))
  return rows
    .map((row) => ({ row, share: shareOf(row), all: sumOf(row.counts) }))
    .sort(
      (a, b) =>
        b.share - a.share ||
        b.all - a.all ||
        (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0),
    )
    .map(({ row }) => row)
}

const othersRow = (rest: readonly ComparisonRow[]): ComparisonRow => ({
  name: othersName(rest.length, 'categories'),
  shortName: othersLabel(rest.length, 'categories'),
  counts: rest[0]?.counts.map((_, at) => sumOf(rest.map((row) => row.counts[at] ?? 0))) ?? [],
})

const comparedCategories = (places: readonly IncidentCounts[]): readonly ComparisonRow[] => {
  const counted = places.map(({ byCategory }) => new Map(byCategory.map((row) => [row.category, row.count])))
  const slugs = new Set(counted.flatMap((counts) => [...counts.keys()]))
  return [...slugs].map((slug) => ({ ...categoryOf(slug), counts: counted.map((one) => one.get(slug) ?? 0) }))
}

// Groups: the police's wording of the same outcome differs between places.
const comparedOutcomes = (places: readonly IncidentCounts[]): readonly ComparisonRow[] =>
  places.some((place) => place.byOutcome.length > 0 || place.outcomeNotGiven > 0)
    ? outcomeGroupRows(places).map((row) => ({ ...row, shortName: outcomeShortName(row.name) }))
    : []

/** The rows of a comparison in the order that `rowOrder` says: categories, or the outcomes of one; none where none is published. */
export const comparisonRows = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): readonly ComparisonRow[] => {
  const places = reports.map(({ shown }) => shown)
  const rows = categories.length === 1 ? comparedOutcomes(places) : comparedCategories(places)
  // Of the 14 known categories all are shown; of unknown slugs there could be many.
  return foldRows(inOrder(rows, reports), LIMITS.chartPoints, othersRow)
}

// Beyond it the bars of the smallest place would be too short to be compared.
const MAX_TIMES_SMALLEST = 4

/** What the bars of a chart show. */
export type Measure = 'counts' | 'shares'

/**
 * What the bars of a comparison's chart show: counts, or shares where the largest total is more than four times the
 * smallest; null where there is nothing to put side by side, or a place has too few incidents for shares.
 */
export const chartMeasure = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
): Measure | null => {
  if (reports.length < 2 || rows.length === 0) return null
  const totals = reports.map(({ shown }) => shown.total)
  const smallest = Math.min(...totals)
  if (Math.max(...totals) <= MAX_TIMES_SMALLEST * smallest) return 'counts'
  return smallest < MIN_FOR_PERCENT ? null : 'shares'
}

/** Marks a place of which the local force's figures are missing; what it means stands in the headline. */
export const MISSING_MARK = '†'

/** Whether the local force's figures of a place are missing. */
export const lacksFigures = ({ report }: ComparedReport): boolean => report.monthsMissing.length > 0

/** The postcodes of the places, with a mark where the force's figures are missing; none where all of them lack those. */
export const markedPostcodes = (reports: readonly ComparedReport[]): string[] => {
  const mark = reports.every(lacksFigures) ? '' : MISSING_MARK
  return reports.map((one) => `${one.report.postcode}${lacksFigures(one) ? mark : ''}`)
}

const MAX_GAP = 5
const LEAST_CLEAR_GAP = 2

// Where a phone breaks a row, its figures stand indented below the name, so that the names are seen.
const INDENT = '    '

/** One place's column: its postcode, its total, its counts and their shares where there are `shares`. */
const columnLines = (
  postcode: string,
  total: number,
  counts: readonly number[],
  shares: readonly string[],
): string[] => {
  const numbers = alignRight([total, ...counts].map(count))
  const besideThem = alignRight(['', ...shares])
  return alignRight([postcode, ...numbers.map((number, at) => `${number}${besideThem[at] ?? ''}`)])
}

const widthOf = (columns: readonly (readonly string[])[]): number => sumOf(columns.map(maxWidth))

/**
 * Rows as a table for a fixed-width font, one column a place. The figures of a row fit on one line of a phone, since no
 * place has 100,000 incidents; only marks at long postcodes can take the space out of these.
 */
export const comparisonTable = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
  categories: readonly string[],
): string => {
  const gaps = reports.length - 1
  const gapToShare = reports.length > 2 ? ' ' : '  '
  const columnsBelow = (postcodes: readonly string[]) =>
    reports.map(({ shown, hasShares }, at) => {
      const counts = rows.map((row) => row.counts[at] ?? 0)
      const shares = hasShares ? counts.map((part) => `${gapToShare}${percent(part, shown.total)}`) : []
      return columnLines(postcodes[at] ?? '', shown.total, counts, shares)
    })
  const postcodes = markedPostcodes(reports)
  const spaced = columnsBelow(postcodes)
  const columns =
    widthOf(spaced) + gaps <= PHONE_WIDTH
      ? spaced
      : columnsBelow(postcodes.map((postcode) => postcode.replace(' ', '')))
  const names = [categories.length === 1 ? 'Outcome' : 'Category', 'Total', ...rows.map(({ name }) => name)]
  const tableWith = (indent: string): string => {
    const free = Math.floor((PHONE_WIDTH - indent.length - widthOf(columns)) / gaps)
    const gap = ' '.repeat(Math.max(1, Math.min(MAX_GAP, free)))
    return alignRows(
      names.map((name, at) => ({
        name,
        figures: [`${indent}${columns.map((lines) => lines[at] ?? '').join(gap)}`],
      })),
    )
  }
  const whole = tableWith('')
  const isBroken = maxWidth(whole.split('\n')) > PHONE_WIDTH
  const hasRoom = INDENT.length + widthOf(columns) + LEAST_CLEAR_GAP * gaps <= PHONE_WIDTH
  return isBroken && hasRoom ? tableWith(INDENT) : whole
}
