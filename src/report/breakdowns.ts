import { CATEGORIES, categoryOf } from '../crime/category.ts'
import type { IncidentCounts } from '../crime/report.ts'
import { inWords, list } from '../slack/ui/format.ts'
import { oneLine } from '../slack/ui/limits.ts'
import { type Row, tableColumns } from '../slack/ui/text-table.ts'

const BAR_CELLS = 16

/** A category or outcome as it stands inside a sentence: "violence and sexual offences". */
export const insideSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

// Slugs nobody knows yet could be many; what is folded is counted, so that the sum still closes.
const SHOWN = 20

// A slug nobody knows is text from outside, and may be nothing but invisible characters.
const nameOf = (slug: string): string => oneLine(categoryOf(slug).name) || 'Unnamed category'

/** A row for each category that has incidents, most first. */
export const categoryRows = ({ byCategory }: IncidentCounts): Row[] => {
  const rows = byCategory.map(({ category, count }) => ({ name: nameOf(category), count }))
  const rest = rows.slice(SHOWN)
  if (rest.length < 2) return rows
  const together = rest.reduce((sum, { count }) => sum + count, 0)
  return [...rows.slice(0, SHOWN), { name: `${inWords(rest.length)} other categories`, count: together }]
}

/** The table of categories. */
export const categoryColumns = (figures: IncidentCounts): string =>
  tableColumns(categoryRows(figures), figures.total, BAR_CELLS)

/** "None recorded: bicycle theft and burglary.", or null where every category has some. */
export const noneRecorded = ({ byCategory }: Pick<IncidentCounts, 'byCategory'>): string | null => {
  const present = new Set(byCategory.map(({ category }) => category))
  const absent = CATEGORIES.filter(({ slug }) => !present.has(slug))
  return absent.length === 0
    ? null
    : `None recorded: ${list(absent.map(({ name }) => insideSentence(name)))}.`
}
