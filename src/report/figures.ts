import { cut } from '../slack/limits.ts'
import { count, share } from './numbers.ts'

/** A name and its count. */
export type Row = { readonly name: string; readonly count: number }

/** Under this many incidents per cents and bars say nothing. Source: wireframes, NOTES.md, 5. */
export const FEW = 20

const BAR = '━'
// The longest outcome in the police's list, "Further investigation is not in the public interest", has 51.
const LONGEST_NAME = 52

// As a person sees it: one column for each character, whatever its UTF-16 length.
const width = (text: string): number => [...text].length
const padEnd = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))

const bar = (value: number, largest: number, cells: number): string =>
  BAR.repeat(value === 0 ? 0 : Math.max(1, Math.round((value / largest) * cells)))

/**
 * Rows as aligned columns for a fixed-width font: name, count and, from FEW incidents on, per cent of
 * `total` and a bar of `cells` for the largest. Anything above 0 gets a bar.
 */
export const columns = (rows: readonly Row[], total: number, cells: number): string => {
  const names = rows.map(({ name }) => cut(name, LONGEST_NAME))
  const counts = rows.map((row) => count(row.count))
  const shares = rows.map((row) => share(row.count, total))
  const widestName = Math.max(...names.map(width))
  const widestCount = Math.max(...counts.map(width))
  const widestShare = Math.max(...shares.map(width))
  const largest = Math.max(...rows.map((row) => row.count))
  return rows
    .map((row, at) => {
      const start = `${padEnd(names[at] ?? '', widestName)}  ${(counts[at] ?? '').padStart(widestCount)}`
      if (total < FEW) return start
      return `${start}  ${(shares[at] ?? '').padStart(widestShare)}  ${bar(row.count, largest, cells)}`
    })
    .join('\n')
}

const FIGURE_SPACE = '\u2007'
const EN_SPACE = '\u2002'

/** Rows as a running list: the count before its words, padded so that digits stand under digits. */
export const lines = (rows: readonly Row[]): string => {
  const widest = Math.max(0, ...rows.map((row) => count(row.count).length))
  return rows
    .map((row) => `${count(row.count).padStart(widest, FIGURE_SPACE)}${EN_SPACE}${row.name}`)
    .join('\n')
}
