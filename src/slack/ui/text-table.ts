import { count, share } from './format.ts'
import { cut } from './limits.ts'

/** A name and its count. */
export type Row = { readonly name: string; readonly count: number }

/** Under this many incidents per cents and bars say nothing. Source: wireframes, NOTES.md, 5. */
export const FEW = 20

const BAR = '━'
// The longest outcome in the police's list, "Further investigation is not in the public interest", has 51.
const LONGEST_NAME = 52
// In a Slack message of ordinary width a longer row of fixed-width characters wraps.
export const WIDEST_ROW = 70
// Beside the longest outcome, 2,000 incidents and "100%" four are left.
const FEWEST_CELLS = 4
const GAP = '  '

// As a person sees it: one column for each character, whatever its UTF-16 length.
const width = (text: string): number => [...text].length
const widest = (texts: readonly string[]): number => Math.max(...texts.map(width))
const padEnd = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))

const padStart = (texts: readonly string[]): string[] => {
  const longest = widest(texts)
  return texts.map((text) => text.padStart(longest))
}

const padNames = (rows: readonly Row[], longest: number): string[] => {
  const names = rows.map(({ name }) => cut(name, longest))
  return names.map((name) => padEnd(name, widest(names)))
}

const bar = (value: number, largest: number, cells: number): string =>
  BAR.repeat(value === 0 || cells === 0 ? 0 : Math.max(1, Math.round((value / largest) * cells)))

const beside = (columns: readonly (readonly string[])[]): string[] =>
  (columns[0] ?? []).map((_, at) => columns.map((column) => column[at] ?? '').join(GAP))

/**
 * Rows as aligned columns for a fixed-width font: name, count and, from FEW incidents on, per cent of
 * `total` and a bar of `cells` for the largest, none with 0. Anything above 0 gets a bar. No row is wider than
 * 70 characters: bars are shortened first, down to four cells, then names.
 */
export const tableColumns = (rows: readonly Row[], total: number, cells: number): string => {
  const counts = padStart(rows.map((row) => count(row.count)))
  if (total < FEW) return beside([padNames(rows, LONGEST_NAME), counts]).join('\n')
  const figures = beside([counts, padStart(rows.map((row) => share(row.count, total)))])
  const left = WIDEST_ROW - widest(figures) - 2 * GAP.length
  const names = padNames(rows, Math.min(LONGEST_NAME, left - FEWEST_CELLS))
  const fitting = Math.min(cells, left - widest(names))
  const largest = Math.max(...rows.map((row) => row.count))
  const bars = rows.map((row) => bar(row.count, largest, fitting))
  return beside(cells === 0 ? [names, figures] : [names, figures, bars]).join('\n')
}

const FIGURE_SPACE = '\u2007'
const EN_SPACE = '\u2002'

/** Rows as a running list: the count before its words, padded so that digits stand under digits. */
export const tableLines = (rows: readonly Row[]): string => {
  const widest = Math.max(0, ...rows.map((row) => count(row.count).length))
  return rows
    .map((row) => `${count(row.count).padStart(widest, FIGURE_SPACE)}${EN_SPACE}${row.name}`)
    .join('\n')
}
