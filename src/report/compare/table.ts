import { categoryOf } from '../../crime/category.ts'
import { outcomeShortName } from '../../crime/outcome.ts'
import { type IncidentCounts, isTransportPoliceOnly } from '../../crime/report.ts'
import { count, percent } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { alignRight, alignRows, MIN_FOR_PERCENT, maxWidth, PHONE_WIDTH } from '../../slack/ui/text-table.ts'
import { categoryName, foldRows, othersLabel, othersName, outcomeGroupRows } from '../breakdowns.ts'
import type { ComparedReport } from './results.ts'

/** A row of a comparison: what is counted, and its count at each place, in the order of the places. */
export type ComparisonRow = {
  readonly name: string
  /** At most 20 characters where the name is known, for the label of a chart. */
  readonly shortName: string
  readonly counts: readonly number[]
}

// By share: by count the largest place alone would set the order, and so would the shares of one with few incidents,
// which the table does not show.
const byShare = (rows: readonly ComparisonRow[], places: readonly IncidentCounts[]): ComparisonRow[] => {
  const totals = places.map(({ total }) => total)
  const least = totals.some((total) => total >= MIN_FOR_PERCENT) ? MIN_FOR_PERCENT : 1
  const weightOf = ({ counts }: ComparisonRow): number =>
    totals.reduce((sum, total, at) => (total < least ? sum : sum + (counts[at] ?? 0) / total), 0)
  return rows
    .map((row) => ({ row, weight: weightOf(row) }))
    .sort((a, b) => b.weight - a.weight || (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0))
    .map(({ row }) => row)
}

const othersRow = (rest: readonly ComparisonRow[]): ComparisonRow => ({
  name: othersName(rest.length, 'categories'),
  shortName: othersLabel(rest.length, 'categories'),
  counts: rest[0]?.counts.map((_, at) => rest.reduce((sum, row) => sum + (row.counts[at] ?? 0), 0)) ?? [],
})

const categoryRows = (places: readonly IncidentCounts[]): readonly ComparisonRow[] => {
  const perPlace = places.map(({ byCategory }) => new Map(byCategory.map((row) => [row.category, row.count])))
  const slugs = new Set(perPlace.flatMap((counts) => [...counts.keys()]))
  const rows = [...slugs].map((slug) => ({
    name: categoryName(slug),
    shortName: categoryOf(slug).shortName,
    counts: perPlace.map((counts) => counts.get(slug) ?? 0),
  }))
  // Of the 14 known categories all are shown; of unknown slugs there could be many.
  return foldRows(byShare(rows, places), LIMITS.chartPoints, othersRow)
}

// Groups: the police's wording of the same outcome differs between places.
const outcomeRows = (places: readonly IncidentCounts[]): readonly ComparisonRow[] =>
  byShare(
    outcomeGroupRows(places).map((row) => ({ ...row, shortName: outcomeShortName(row.name) })),
    places,
  )

/** The rows of a comparison, largest share first: categories, or the outcomes of one; none where none is published. */
export const comparisonRows = (
  reports: readonly ComparedReport[],
  categories: readonly string[],
): readonly ComparisonRow[] => {
  const places = reports.map(({ shown }) => shown)
  if (categories.length !== 1) return categoryRows(places)
  const hasOutcomes = places.some((place) => place.byOutcome.length > 0 || place.outcomeNotGiven > 0)
  return hasOutcomes ? outcomeRows(places) : []
}

/** Whether a comparison has bars to put side by side. */
export const canChartComparison = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
): boolean => reports.length > 1 && rows.length > 0

/** How the rows are ordered, which stands above them. */
export const ROW_ORDER = 'Largest share first'

/** Marks a place of which the local force's figures are missing; what it means stands in the headline. */
export const MISSING_MARK = '†'

/** The postcode of a place, with the mark where its force's figures are missing. */
export const markedPostcode = ({ report }: ComparedReport): string =>
  isTransportPoliceOnly(report) ? `${report.postcode}${MISSING_MARK}` : report.postcode

const MAX_GAP = 5

type ColumnLayout = {
  readonly hasShares: boolean
  /** Right-aligned with the counts, and not with the shares beside them. */
  readonly totalAboveCounts: boolean
  /** "GL501AA†". */
  readonly shortPostcode: boolean
}

/** Widest first: a table has the first that fits on a phone, and the last fits always, if with one space between. */
const LAYOUTS: readonly ColumnLayout[] = [
  { hasShares: true, totalAboveCounts: true, shortPostcode: false },
  { hasShares: true, totalAboveCounts: false, shortPostcode: false },
  { hasShares: true, totalAboveCounts: false, shortPostcode: true },
  { hasShares: false, totalAboveCounts: true, shortPostcode: false },
  { hasShares: false, totalAboveCounts: true, shortPostcode: true },
]

/** One place's column: its postcode, its total, its counts and, from MIN_FOR_PERCENT incidents on, their shares. */
const columnLines = (
  place: ComparedReport,
  counts: readonly number[],
  gapToShare: string,
  layout: ColumnLayout,
): string[] => {
  const { total } = place.shown
  const numbers = alignRight(counts.map(count))
  const hasShares = layout.hasShares && total >= MIN_FOR_PERCENT
  const shares = hasShares ? alignRight(counts.map((part) => `${gapToShare}${percent(part, total)}`)) : []
  const cells = numbers.map((number, at) => `${number}${shares[at] ?? ''}`)
  const besideTotal = layout.totalAboveCounts ? ' '.repeat(maxWidth(shares)) : ''
  const postcode = layout.shortPostcode ? markedPostcode(place).replace(' ', '') : markedPostcode(place)
  return alignRight([postcode, `${count(total)}${besideTotal}`, ...cells])
}

const widthOf = (columns: readonly (readonly string[])[]): number =>
  columns.reduce((sum, lines) => sum + maxWidth(lines), 0)

/**
 * Rows as a table for a fixed-width font, one column a place. The figures of a row fit on one line of a phone: where
 * those of four large places do not with two spaces between the columns, there are no shares. One space is the last
 * resort.
 */
export const comparisonTable = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
): string => {
  const gaps = reports.length - 1
  const gapToShare = reports.length > 2 ? ' ' : '  '
  const columnsIn = (layout: ColumnLayout) =>
    reports.map((one, at) =>
      columnLines(
        one,
        rows.map((row) => row.counts[at] ?? 0),
        gapToShare,
        layout,
      ),
    )
  const layouts = LAYOUTS.map(columnsIn)
  const widest = (leastGap: number) => layouts.find((one) => widthOf(one) + leastGap * gaps <= PHONE_WIDTH)
  const columns = widest(2) ?? widest(1) ?? layouts.at(-1) ?? []
  const free = Math.floor((PHONE_WIDTH - widthOf(columns)) / gaps)
  const gap = ' '.repeat(Math.max(1, Math.min(MAX_GAP, free)))
  return alignRows(
    [ROW_ORDER, 'Total', ...rows.map(({ name }) => name)].map((name, at) => ({
      name,
      figures: [columns.map((lines) => lines[at] ?? '').join(gap)],
    })),
  )
}
