import type { ActionsBlock } from '@slack/types'
import { CATEGORIES, categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { countCategories, type Report } from '../../crime/report.ts'
import { type Choice, menu, searchMenu } from '../../slack/ui/elements.ts'
import { capitalised, count } from '../../slack/ui/format.ts'
import { categoryNames, outcomeGroupRows } from '../breakdowns.ts'
import {
  ALL,
  type BrowseState,
  type BrowseSurface,
  browseIds,
  filterOfCategory,
  MULTIPLE_CATEGORIES,
  UNLISTED,
} from './state.ts'

const UNLISTED_NAME = 'Other categories'

const withCount = (text: string, value: string, incidents: number): Choice => ({
  text: `${text} (${count(incidents)})`,
  value,
})

const categoryChoices = ({ byCategory }: Report): Choice[] => {
  const counts = new Map<string, number>()
  for (const row of byCategory) {
    const value = filterOfCategory(row.category)
    counts.set(value, (counts.get(value) ?? 0) + row.count)
  }
  const nameOf = (value: string) => (value === UNLISTED ? UNLISTED_NAME : categoryOf(value).name)
  return [...counts].map(([value, incidents]) => withCount(nameOf(value), value, incidents))
}

/** The choice of the report's own categories together. */
const severalChoice = (several: readonly string[], report: Report | null): Choice[] => {
  if (several.length === 0) return []
  const text = capitalised(categoryNames(several))
  return report === null
    ? [{ text, value: MULTIPLE_CATEGORIES }]
    : [withCount(text, MULTIPLE_CATEGORIES, countCategories(report, several).total)]
}

const outcomeChoices = (report: Report): Choice[] =>
  outcomeGroupRows([report]).map(({ group, name, counts: [incidents = 0] }) =>
    withCount(name, group, incidents),
  )

// Adds the chosen filter, without a count, where the month has no such incident or there is no report yet.
const withChosen = (choices: Choice[], chosen: Choice | null): Choice[] =>
  chosen === null || choices.some(({ value }) => value === chosen.value) ? choices : [...choices, chosen]

const chosenCategory = (value: string | null): Choice | null =>
  value === null
    ? null
    : { text: CATEGORIES.find(({ slug }) => slug === value)?.name ?? UNLISTED_NAME, value }

const chosenOutcome = (value: OutcomeGroup | null): Choice | null => {
  const known = OUTCOME_GROUPS.find(({ group }) => group === value)
  return known === undefined ? null : { text: known.name, value: known.group }
}

/**
 * The menus that filter incidents: category, street, outcome. Views without a report (null) show them too: Slack keeps
 * the chosen street in the menu's state, which a view without the menu would lose.
 */
export const filterMenus = (
  surface: BrowseSurface,
  { category, several, outcome }: Pick<BrowseState, 'category' | 'several' | 'outcome'>,
  report: Report | null,
): ActionsBlock => {
  const ids = browseIds(surface)
  const together = severalChoice(several, report)
  const categories = [
    ...together,
    ...withChosen(
      report === null ? [] : categoryChoices(report),
      category === MULTIPLE_CATEGORIES ? null : chosenCategory(category),
    ),
  ]
  const outcomes = withChosen(report === null ? [] : outcomeChoices(report), chosenOutcome(outcome))
  return {
    type: 'actions',
    block_id: ids.filters,
    elements: [
      menu(ids.category, 'All categories', [{ text: 'All categories', value: ALL }, ...categories], category),
      searchMenu(ids.street, 'All places'),
      menu(ids.outcome, 'All outcomes', [{ text: 'All outcomes', value: ALL }, ...outcomes], outcome),
    ],
  }
}
