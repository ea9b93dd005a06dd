import { categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { countByOutcomeGroup, type IncidentCounts } from '../../crime/report.ts'
import { capitalised, count, percent, spelledOut } from '../../slack/ui/format.ts'
import { cut, oneLine } from '../../slack/ui/limits.ts'
import { MAX_LINE_WIDTH, MIN_FOR_PERCENT, maxWidth, padEnd, textWidth } from '../../slack/ui/text-table.ts'
import type { ComparedReport } from './results.ts'

/** A row of a comparison: what is counted, and its count at each place, in the order of the places. */
export type ComparisonRow = { readonly name: string; readonly counts: readonly number[] }

// Of the 14 known categories all are shown; of unknown slugs there could be many.
const MAX_ROWS = 20

// By share: by count the largest place alone would set the order.
const byShare = (rows: readonly ComparisonRow[], places: readonly IncidentCounts[]): ComparisonRow[] => {
  const weightOf = ({ counts }: ComparisonRow): number =>
    counts.reduce((sum, part, at) => sum + part / Math.max(1, places[at]?.total ?? 0), 0)
  return rows
    .map((row) => ({ row, weight: weightOf(row) }))
    .sort((a, b) => b.weight - a.weight || (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0))
    .map(({ row }) => row)
}

// Rows beyond the limit become one, so that the counts still add up.
const foldRows = (rows: readonly ComparisonRow[]): readonly ComparisonRow[] => {
  const rest = rows.slice(MAX_ROWS)
  if (rest.length < 2) return rows
  const counts = rest[0]?.counts.map((_, at) => rest.reduce((sum, row) => sum + (row.counts[at] ?? 0), 0))
  const name = `${capitalised(spelledOut(rest.length))} other categories`
  return [...rows.slice(0, MAX_ROWS), { name, counts: counts ?? [] }]
}

const categoryRows = (places: readonly IncidentCounts[]): readonly ComparisonRow[] => {
  const perPlace = places.map(({ byCategory }) => new Map(byCategory.map((row) => [row.category, row.count])))
  const slugs = new Set(perPlace.flatMap((counts) => [...counts.keys()]))
  const rows = [...slugs].map((slug) => {
    const { name, shortName } = categoryOf(slug)
    return {
      // From three places on the columns need the room. An unknown slug may consist of invisible characters.
      name: oneLine(places.length > 2 ? shortName : name) || 'Unnamed category',
      counts: perPlace.map((counts) => counts.get(slug) ?? 0),
    }
  })
  return foldRows(byShare(rows, places))
}

// "Not published" applies to anti-social behaviour only.
const groupName = (group: OutcomeGroup, name: string, places: readonly IncidentCounts[]): string =>
  group === 'none' && places.every(({ outcomeNotPublished }) => outcomeNotPublished === 0)
    ? 'None given'
    : name

// Groups: the police's wording of the same outcome differs between places, and is too long for columns.
const outcomeRows = (places: readonly IncidentCounts[]): readonly ComparisonRow[] => {
  const perPlace = places.map(countByOutcomeGroup)
  const rows = OUTCOME_GROUPS.map(({ group, name }) => ({
    name: groupName(group, name, places),
    counts: perPlace.map((counts) => counts.get(group) ?? 0),
  }))
  return byShare(
    rows.filter(({ counts }) => counts.some((part) => part > 0)),
    places,
  )
}

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

// Characters between columns: four places just fit on a phone.
const COLUMN_GAPS: Readonly<Record<number, number>> = { 1: 5, 2: 5, 3: 3, 4: 2 }
// On a phone a line may wrap after the name only: the numbers of all places are then on the next line.
const NO_BREAK_SPACE = '\u00a0'
const MAX_NAME_WIDTH = 40
const MIN_NAME_WIDTH = 12

/** The lines of one place's column, heading first, padded to the same width. */
const columnLines = (heading: string, counts: readonly number[], total: number, gap: string): string[] => {
  const numbers = counts.map(count)
  const shares = total < MIN_FOR_PERCENT ? [] : counts.map((part) => percent(part, total))
  const [numberWidth, shareWidth] = [maxWidth(numbers), maxWidth(shares)]
  const cells = numbers.map((number, at) => {
    const share = shares[at]
    return number.padStart(numberWidth) + (share === undefined ? '' : gap + share.padStart(shareWidth))
  })
  const lines = [heading, ...cells]
  return lines.map((line) => line.padStart(maxWidth(lines)))
}

/**
 * Rows as a table for a fixed-width font, one column a place: count and, from MIN_FOR_PERCENT incidents on, per cent of
 * the place's total. No line is longer than MAX_LINE_WIDTH, unless its numbers alone are.
 */
export const comparisonTable = (
  reports: readonly ComparedReport[],
  rows: readonly ComparisonRow[],
): string => {
  const columns = reports.map(({ report, shown }, at) => {
    const counts = rows.map((row) => row.counts[at] ?? 0)
    return columnLines(report.postcode, counts, shown.total, reports.length <= 2 ? '  ' : ' ')
  })
  const gap = ' '.repeat(COLUMN_GAPS[reports.length] ?? 2)
  const taken = columns.reduce((sum, lines) => sum + gap.length + textWidth(lines[0] ?? ''), 0)
  const nameWidth = Math.max(MIN_NAME_WIDTH, Math.min(MAX_NAME_WIDTH, MAX_LINE_WIDTH - taken))
  const names = ['', ...rows.map(({ name }) => cut(name, nameWidth))]
  return names
    .map((name, at) => {
      const numbers = columns.map((lines) => lines[at] ?? '').join(gap)
      return padEnd(name, maxWidth(names)) + gap + numbers.replaceAll(' ', NO_BREAK_SPACE)
    })
    .join('\n')
}
