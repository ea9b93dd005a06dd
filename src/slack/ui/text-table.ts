import { count, percent } from './format.ts'
import { cut } from './limits.ts'

/** A name and its count. */
export type CountRow = { readonly name: string; readonly count: number }

/** From this many incidents on counts come with per cents and bars; those of fewer would mislead. */
export const MIN_FOR_PERCENT = 20

/** A longer line of fixed-width characters wraps in a Slack message of ordinary width. */
export const MAX_LINE_WIDTH = 70

const BAR = '━'
// The longest outcome in the police's list, "Further investigation is not in the public interest", has 51.
const MAX_NAME_WIDTH = 52
// As many as fit beside the longest outcome with 2,000 incidents and "100%".
const MIN_BAR_CELLS = 4
const GAP = '  '

/** Columns that a text takes: one for each character, whatever its UTF-16 length. */
export const textWidth = (text: string): number => [...text].length

/** The columns of the widest text. */
export const maxWidth = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth))

/** Pads with spaces at the end, to a number of columns. */
export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)))

const alignRight = (texts: readonly string[]): string[] => {
  const width = maxWidth(texts)
  return texts.map((text) => text.padStart(width))
}

const nameColumn = (rows: readonly CountRow[], max: number): string[] => {
  const names = rows.map(({ name }) => cut(name, max))
  const width = maxWidth(names)
  return names.map((name) => padEnd(name, width))
}

const bar = (value: number, largest: number, cells: number): string =>
  BAR.repeat(value === 0 || cells === 0 ? 0 : Math.max(1, Math.round((value / largest) * cells)))

const joinColumns = (columns: readonly (readonly string[])[]): string[] =>
  (columns[0] ?? []).map((_, at) => columns.map((column) => column[at] ?? '').join(GAP))

/**
 * Rows as a table for a fixed-width font: name, count and, from MIN_FOR_PERCENT incidents on, per cent of `total` and a
 * bar. The largest count has a bar of `cells` characters (0: no bars), every other one above 0 at least one character.
 * To keep lines within MAX_LINE_WIDTH bars are shortened first, down to four characters, then names.
 */
export const textTable = (rows: readonly CountRow[], total: number, cells: number): string => {
  const counts = alignRight(rows.map((row) => count(row.count)))
  if (total < MIN_FOR_PERCENT) return joinColumns([nameColumn(rows, MAX_NAME_WIDTH), counts]).join('\n')
  const numbers = joinColumns([counts, alignRight(rows.map((row) => percent(row.count, total)))])
  const rest = MAX_LINE_WIDTH - maxWidth(numbers) - 2 * GAP.length
  const names = nameColumn(rows, Math.min(MAX_NAME_WIDTH, rest - MIN_BAR_CELLS))
  const barCells = Math.min(cells, rest - maxWidth(names))
  const largest = Math.max(...rows.map((row) => row.count))
  const bars = rows.map((row) => bar(row.count, largest, barCells))
  return joinColumns(cells === 0 ? [names, numbers] : [names, numbers, bars]).join('\n')
}

const FIGURE_SPACE = '\u2007'
const EN_SPACE = '\u2002'

/** Rows for a proportional font: the count before its name, padded so that digits align. */
export const countLines = (rows: readonly CountRow[]): string => {
  const width = maxWidth(rows.map((row) => count(row.count)))
  return rows
    .map((row) => `${count(row.count).padStart(width, FIGURE_SPACE)}${EN_SPACE}${row.name}`)
    .join('\n')
}
