import { count, percent } from './format.ts'

/** A name and its count. */
export type CountRow = { readonly name: string; readonly count: number }

/** From this many incidents on counts come with per cents and bars; those of fewer would mislead. */
export const MIN_FOR_PERCENT = 20

/** Fixed-width characters that fit on a line of a Slack message on a phone. */
export const PHONE_WIDTH = 36

const BAR = '━'
// The longest category: beside it its count and share still fit on most phones. The longest outcome has 51.
const MAX_NAME_WIDTH = 28
const GAP = '  '
const NO_BREAK_SPACE = '\u00a0'
const NO_BREAK_HYPHEN = '\u2011'

/** Columns that a text takes: one for each character, whatever its UTF-16 length. */
const textWidth = (text: string): number => [...text].length

/** The columns of the widest text. */
export const maxWidth = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth))

const padEnd = (text: string, width: number, space = ' '): string =>
  text + space.repeat(Math.max(0, width - textWidth(text)))

/** A text in lines of at most `width` columns, broken at spaces, or inside a word that is longer. */
const wrap = (text: string, width: number): string[] => {
  const words = text.split(' ').flatMap((word) => {
    const letters = [...word]
    const pieces = Math.max(1, Math.ceil(letters.length / width))
    return Array.from({ length: pieces }, (_, at) => letters.slice(at * width, (at + 1) * width).join(''))
  })
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

// So that a name is seen to go on.
const INDENT = '  '

// Lines of about the same width: "Investigation complete;" and "no suspect identified".
const nameLines = (name: string): string[] => {
  if (textWidth(name) <= MAX_NAME_WIDTH) return [name]
  const most = MAX_NAME_WIDTH - INDENT.length
  const { length } = wrap(name, most)
  // Where a space stands at each break, the lines are full to the last column.
  const least = Math.min(most, Math.ceil(textWidth(name) / length))
  const widths = Array.from({ length: most - least + 1 }, (_, more) => least + more)
  const lines = widths.map((width) => wrap(name, width)).find((broken) => broken.length <= length) ?? []
  return lines.map((line, at) => (at === 0 ? line : INDENT + line))
}

/** Texts padded at the start to the same width. */
export const alignRight = (texts: readonly string[]): string[] => {
  const width = maxWidth(texts)
  return texts.map((text) => ' '.repeat(width - textWidth(text)) + text)
}

/** Texts padded at the end to the same width. */
export const alignLeft = (texts: readonly string[]): string[] => {
  const width = maxWidth(texts)
  return texts.map((text) => padEnd(text, width))
}

/** A row of a table for a fixed-width font. The figures of one column are equally wide in every row. */
type TableRow = { readonly name: string; readonly figures: readonly string[] }

/**
 * Rows for a fixed-width font: the name, long ones on lines of their own down to the last, and the figures beside it.
 * Spaces and hyphens inside figures do not break, so where a line is too long for a phone, every row breaks at the
 * same column.
 */
export const alignRows = (rows: readonly TableRow[]): string => {
  const names = rows.map(({ name }) => nameLines(name))
  const width = maxWidth(names.flat())
  return rows
    .map(({ figures }, at) => {
      const lines = names[at] ?? []
      const columns = figures.map((figure) =>
        figure.replaceAll(' ', NO_BREAK_SPACE).replaceAll('-', NO_BREAK_HYPHEN),
      )
      return [...lines.slice(0, -1), [padEnd(lines.at(-1) ?? '', width), ...columns].join(GAP)].join('\n')
    })
    .join('\n')
}

const bar = (value: number, largest: number, cells: number): string =>
  padEnd(BAR.repeat(value === 0 ? 0 : Math.max(1, Math.round((value / largest) * cells))), cells)

/**
 * Rows as a table for a fixed-width font: name, count and, from MIN_FOR_PERCENT incidents on, per cent of `total` and a
 * bar. The largest count has a bar of `cells` characters, every other one above 0 at least one.
 */
export const textTable = (rows: readonly CountRow[], total: number, cells: number): string => {
  const counts = alignRight(rows.map((row) => count(row.count)))
  const shares = alignRight(rows.map((row) => percent(row.count, total)))
  const largest = Math.max(...rows.map((row) => row.count))
  return alignRows(
    rows.map((row, at) => ({
      name: row.name,
      figures:
        total < MIN_FOR_PERCENT
          ? [counts[at] ?? '']
          : [`${counts[at]}${GAP}${shares[at]}`, bar(row.count, largest, cells)],
    })),
  )
}

const FIGURE_SPACE = '\u2007'
const PUNCTUATION_SPACE = '\u2008'
const EN_SPACE = '\u2002'

/** Counts for a proportional font, padded so that their digits align. */
export const alignCounts = (rows: readonly { readonly count: number }[]): string[] => {
  const counts = rows.map((row) => count(row.count))
  const longest = counts.find((text) => text.length === maxWidth(counts)) ?? ''
  const padding = longest.replace(/\d/g, FIGURE_SPACE).replaceAll(',', PUNCTUATION_SPACE)
  return counts.map((text) => padding.slice(0, longest.length - text.length) + text)
}

/** Rows for a proportional font: the count before its name. */
export const countLines = (rows: readonly CountRow[]): string => {
  const counts = alignCounts(rows)
  return rows.map(({ name }, at) => `${counts[at]}${EN_SPACE}${name}`).join('\n')
}
