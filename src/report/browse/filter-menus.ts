import type { ActionsBlock } from '@slack/types'
import { CATEGORIES, categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup, outcomeGroup } from '../../crime/outcome.ts'
import type { Report } from '../../crime/report.ts'
import { type Choice, menu, searchMenu } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { idsOf, type Surface } from './field-ids.ts'
import { filterOfCategory, UNLISTED } from './filter.ts'
import { ALL, type BrowseState } from './state.ts'

const counted = (text: string, value: string, incidents: number): Choice => ({
  text: `${text} (${count(incidents)})`,
  value,
})

const categoryChoices = ({ byCategory }: Report): Choice[] => {
  const counts = new Map<string, number>()
  for (const row of byCategory) {
    const value = filterOfCategory(row.category)
    counts.set(value, (counts.get(value) ?? 0) + row.count)
  }
  const name = (value: string) => (value === UNLISTED ? 'Other categories' : categoryOf(value).name)
  return [...counts].map(([value, incidents]) => counted(name(value), value, incidents))
}

const outcomeChoices = (report: Report): Choice[] => {
  const counts = new Map<OutcomeGroup, number>([
    ['none', report.outcomeNotGiven + report.outcomeNotPublished],
  ])
  for (const { outcome, count } of report.byOutcome) {
    const group = outcomeGroup(outcome)
    counts.set(group, (counts.get(group) ?? 0) + count)
  }
  return OUTCOME_GROUPS.flatMap(({ group, name }) => {
    const incidents = counts.get(group) ?? 0
    return incidents === 0 ? [] : [counted(name, group, incidents)]
  })
}

// What was chosen stays among the choices even where this month has none of it: it is still the filter. It
// stands without a count, since while a report is on its way nobody knows it.
const withChosen = (choices: Choice[], chosen: Choice | null): Choice[] =>
  chosen === null || choices.some(({ value }) => value === chosen.value) ? choices : [...choices, chosen]

const chosenCategory = (value: string | null): Choice | null => {
  if (value === null) return null
  const name = CATEGORIES.find(({ slug }) => slug === value)?.name ?? 'Other categories'
  return { text: name, value }
}

const chosenOutcome = (value: OutcomeGroup | null): Choice | null => {
  const known = OUTCOME_GROUPS.find(({ group }) => group === value)
  return known === undefined ? null : { text: known.name, value: known.group }
}

/**
 * The row of menus: category, place, outcome. While a report is on its way (null) the same row stands with
 * the choices that do not depend on it, or the chosen street would be lost with its menu.
 */
export const filterMenus = (
  surface: Surface,
  state: Pick<BrowseState, 'category' | 'outcome'>,
  report: Report | null,
): ActionsBlock => {
  const ids = idsOf(surface)
  const categories = report === null ? [] : categoryChoices(report)
  const outcomes = report === null ? [] : outcomeChoices(report)
  return {
    type: 'actions',
    block_id: ids.filters,
    elements: [
      menu(
        ids.category,
        'All categories',
        [{ text: 'All categories', value: ALL }, ...withChosen(categories, chosenCategory(state.category))],
        state.category,
      ),
      searchMenu(ids.street, 'All places'),
      menu(
        ids.outcome,
        'All outcomes',
        [{ text: 'All outcomes', value: ALL }, ...withChosen(outcomes, chosenOutcome(state.outcome))],
        state.outcome,
      ),
    ],
  }
}
