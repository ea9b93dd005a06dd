import { categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup, outcomeGroup } from '../../crime/outcome.ts'
import type { IncidentCounts } from '../../crime/report.ts'
import { inWords } from '../../slack/ui/format.ts'
import { oneLine } from '../../slack/ui/limits.ts'

/** A row of a comparison: what is counted, and how often at each place, in the places' order. */
export type ComparedRow = { readonly name: string; readonly counts: readonly number[] }

/** Whether names should be short: of three places on the columns need the room. */
export type Naming = { readonly short: boolean }

// Slugs nobody knows yet could be many; what is folded is counted, so that the sum still closes.
const SHOWN = 20

const weight = ({ counts }: ComparedRow, totals: readonly number[]): number =>
  counts.reduce((sum, count, at) => sum + count / Math.max(1, totals[at] ?? 0), 0)

/** By share and not by count, or the largest place alone would set the order. */
const mostFirst = (rows: readonly ComparedRow[], places: readonly IncidentCounts[]): ComparedRow[] => {
  const totals = places.map(({ total }) => total)
  const weighed = rows.map((row) => ({ row, weight: weight(row, totals) }))
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0))
    .map(({ row }) => row)
}

const folded = (rows: readonly ComparedRow[]): readonly ComparedRow[] => {
  const rest = rows.slice(SHOWN)
  if (rest.length < 2) return rows
  const counts = rest[0]?.counts.map((_, at) => rest.reduce((sum, row) => sum + (row.counts[at] ?? 0), 0))
  const name = `${inWords(rest.length)} other categories`
  return [...rows.slice(0, SHOWN), { name, counts: counts ?? [] }]
}

/** A row for each category that any of the places has, the largest share first. */
export const comparedCategories = (
  places: readonly IncidentCounts[],
  { short }: Naming,
): readonly ComparedRow[] => {
  const slugs = new Set(places.flatMap(({ byCategory }) => byCategory.map(({ category }) => category)))
  const tallies = places.map(
    ({ byCategory }) => new Map(byCategory.map(({ category, count }) => [category, count])),
  )
  const rows = [...slugs].map((slug) => {
    const { name, shortName } = categoryOf(slug)
    return {
      // A slug nobody knows is text from outside, and may be nothing but invisible characters.
      name: oneLine(short ? shortName : name) || 'Unnamed category',
      counts: tallies.map((tally) => tally.get(slug) ?? 0),
    }
  })
  return folded(mostFirst(rows, places))
}

const groupCounts = (figures: IncidentCounts): ReadonlyMap<OutcomeGroup, number> => {
  const counts = new Map<OutcomeGroup, number>()
  for (const { outcome, count } of figures.byOutcome) {
    const group = outcomeGroup(outcome)
    counts.set(group, (counts.get(group) ?? 0) + count)
  }
  return counts.set('none', figures.outcomeNotGiven + figures.outcomeNotPublished)
}

// "Not published" is said of anti-social behaviour alone. Source: wireframes, NOTES.md, "Words".
const groupName = (group: OutcomeGroup, name: string, places: readonly IncidentCounts[]): string =>
  group === 'none' && places.every(({ outcomeNotPublished }) => outcomeNotPublished === 0)
    ? 'None given'
    : name

/**
 * A row for each group of outcomes that any of the places has, the largest share first. Groups and not the
 * police's own words: those differ from place to place in ways that compare nothing, and are too long for columns.
 */
export const comparedOutcomes = (places: readonly IncidentCounts[]): readonly ComparedRow[] => {
  const tallies = places.map(groupCounts)
  const rows = OUTCOME_GROUPS.map(({ group, name }) => ({
    name: groupName(group, name, places),
    counts: tallies.map((tally) => tally.get(group) ?? 0),
  }))
  return mostFirst(
    rows.filter(({ counts }) => counts.some((count) => count > 0)),
    places,
  )
}
