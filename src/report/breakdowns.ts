import { CATEGORIES, categoryOf } from '../crime/category.ts'
import type { IncidentCounts } from '../crime/report.ts'
import { capitalised, list, spelledOut, uncapitalised } from '../slack/ui/format.ts'
import { cut, oneLine } from '../slack/ui/limits.ts'
import { type CountRow, textTable } from '../slack/ui/text-table.ts'

// Of the 14 known categories all are shown; of unknown slugs there could be many.
const MAX_CATEGORIES = 20
const MAX_OUTCOMES = 6
/** The longest name of an outcome or a street, in UTF-16 units. */
export const MAX_NAME = 60
const BAR_CELLS = 16

// Rows beyond `max` become one row, so that the counts still add up. A single row beyond it is shown as it is.
const foldRows = (rows: readonly CountRow[], max: number, what: string): CountRow[] => {
  const rest = rows.slice(max)
  if (rest.length < 2) return [...rows]
  const restCount = rest.reduce((sum, row) => sum + row.count, 0)
  return [
    ...rows.slice(0, max),
    { name: `${capitalised(spelledOut(rest.length))} other ${what}`, count: restCount },
  ]
}

// An unknown slug is text from outside, and may consist of invisible characters.
const categoryName = (slug: string): string => oneLine(categoryOf(slug).name) || 'Unnamed category'

// With more names a title would be longer than a header may be.
const MAX_NAMED = 4

/** "burglary and drugs", for the middle of a sentence; of many categories how many they are. */
export const categoryNames = (slugs: readonly string[]): string =>
  slugs.length > MAX_NAMED
    ? `${spelledOut(slugs.length)} categories`
    : list(slugs.map((slug) => uncapitalised(categoryName(slug))))

/** A row for each category that has incidents, largest count first. */
export const categoryRows = ({ byCategory }: IncidentCounts): CountRow[] =>
  foldRows(
    byCategory.map((row) => ({ name: categoryName(row.category), count: row.count })),
    MAX_CATEGORIES,
    'categories',
  )

/** The table of categories. */
export const categoryTable = (counts: IncidentCounts): string =>
  textTable(categoryRows(counts), counts.total, BAR_CELLS)

/** "None recorded: bicycle theft and burglary.", or null where every category has some; of all, or of those named. */
export const noneRecorded = (
  { byCategory }: Pick<IncidentCounts, 'byCategory'>,
  categories: readonly string[] = [],
): string | null => {
  const present = new Set(byCategory.map(({ category }) => category))
  const absent = CATEGORIES.filter(
    ({ slug }) => !present.has(slug) && (categories.length === 0 || categories.includes(slug)),
  )
  return absent.length === 0 ? null : `None recorded: ${list(absent.map(({ name }) => uncapitalised(name)))}.`
}

/** Replaces outcomes where there can be none. Source: data.police.uk/about, "Anti-social behaviour". */
export const NO_OUTCOME_PUBLISHED = 'Outcomes aren’t published for anti-social behaviour.'

/** The heading of the outcomes, in the singular for one incident. */
export const outcomeHeading = ({ total }: Pick<IncidentCounts, 'total'>): string =>
  total === 1 ? 'Outcome' : 'Outcomes'

/** How the incidents ended, in the police's words, largest count first. The counts add up to the total. */
export const outcomeRows = (counts: IncidentCounts): CountRow[] => {
  const rows = counts.byOutcome.map((row) => ({
    name: cut(oneLine(row.outcome), MAX_NAME) || 'Unnamed outcome',
    count: row.count,
  }))
  const withoutOutcome = [
    { name: 'None given', count: counts.outcomeNotGiven },
    { name: 'Anti-social behaviour: not published', count: counts.outcomeNotPublished },
  ]
  return [...foldRows(rows, MAX_OUTCOMES, 'outcomes'), ...withoutOutcome.filter((row) => row.count > 0)]
}
