import { count, share } from '../../slack/ui/format.ts'
import { cut } from '../../slack/ui/limits.ts'
import { FEW, WIDEST_ROW } from '../../slack/ui/text-table.ts'

/** One place's column: its heading, its total, and the count of each row. */
export type Column = {
  readonly heading: string
  readonly total: number
  readonly counts: readonly number[]
}

// Of two places there is room between the columns; of more they move together, and four just fit a phone.
const GAPS: Readonly<Record<number, number>> = { 1: 5, 2: 5, 3: 3, 4: 2 }
// Where a row is too long for its column, as on a phone, it breaks behind the name and nowhere else: all places'
// figures then stand under the name, one under the other.
const NO_BREAK = '\u00a0'
const LONGEST_NAME = 40

const width = (text: string): number => [...text].length
const padEnd = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))

/** A column's lines, heading first, all equally wide. Under FEW incidents per cents would say nothing. */
const linesOf = ({ heading, total, counts }: Column, gap: string): string[] => {
  const numbers = counts.map(count)
  const shares = total < FEW ? [] : counts.map((part) => share(part, total))
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(width))
  const [ofCounts, ofShares] = [widest(numbers), widest(shares)]
  const cells = numbers.map((number, at) => {
    const part = shares[at]
    return number.padStart(ofCounts) + (part === undefined ? '' : gap + part.padStart(ofShares))
  })
  const all = [heading, ...cells]
  return all.map((cell) => cell.padStart(widest(all)))
}

// Names from outside may be cut at any length, and a line of none would be no line.
const SHORTEST_NAME = 12

/**
 * Rows of names with one column a place, aligned for a fixed-width font: count and, from FEW incidents on, per
 * cent of the place's total. No line is longer than WIDEST_ROW unless the counts alone are.
 */
export const comparedColumns = (names: readonly string[], columns: readonly Column[]): string => {
  const few = columns.length <= 2
  const drawn = columns.map((column) => linesOf(column, few ? '  ' : ' '))
  const gap = ' '.repeat(GAPS[columns.length] ?? 2)
  const taken = drawn.reduce((sum, lines) => sum + gap.length + width(lines[0] ?? ''), 0)
  const room = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, WIDEST_ROW - taken))
  const cells = ['', ...names.map((name) => cut(name, room))]
  const widest = Math.max(...cells.map(width))
  return cells
    .map((name, at) => {
      const figures = drawn.map((lines) => lines[at] ?? '').join(gap)
      return padEnd(name, widest) + gap + figures.replaceAll(' ', NO_BREAK)
    })
    .join('\n')
}
