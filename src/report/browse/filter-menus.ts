import type { ActionsBlock } from '@slack/types'
import { CATEGORIES, categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { type Choice, menu, searchMenu } from '../../slack/ui/elements.ts'
import { capitalised, count } from '../../slack/ui/format.ts'
import { cut, LIMITS } from '../../slack/ui/limits.ts'
import { categoryNames, outcomeGroupRows } from '../breakdowns.ts'
import type { Found, Matches, Place } from './matches.ts'
import { ALL, type Browsed, type BrowseSurface, browseIds, MULTIPLE_CATEGORIES, UNLISTED } from './state.ts'

const UNLISTED_NAME = 'Other categories'

const withCount = (text: string, value: string, incidents: number): Choice => ({
  text: `${text} (${count(incidents)})`,
  value,
})

/** The choice of a place, with the number of incidents that it shows, 0 for none: a long name is cut, never the number. */
export const placeChoice = ({ name, streets, value }: Place, incidents: number): Choice => {
  const many = `(${count(incidents)}${streets > 1 ? ` in ${count(streets)} places` : ''})`
  if (incidents === 0) return { text: name, value }
  return { text: `${cut(name, LIMITS.optionText - 1 - many.length)} ${many}`, value }
}

const categoryChoices = ({ categories }: Matches): Choice[] => {
  const nameOf = (value: string) => (value === UNLISTED ? UNLISTED_NAME : categoryOf(value).name)
  return categories.map(([value, incidents]) => withCount(nameOf(value), value, incidents))
}

/** The choice of the report's own categories together. */
const severalChoice = (several: readonly string[], matches: Matches | null): Choice[] => {
  if (several.length === 0) return []
  const text = capitalised(categoryNames(several))
  return matches === null || matches.several === 0
    ? [{ text, value: MULTIPLE_CATEGORIES }]
    : [withCount(text, MULTIPLE_CATEGORIES, matches.several)]
}

// Named after the whole report, so that a name stays while other filters change.
const outcomeChoices = ({ report, matches: { outcomes } }: Found): Choice[] =>
  outcomeGroupRows([report]).flatMap(({ group, name }) => {
    const incidents = outcomes.get(group)
    return incidents === undefined ? [] : [withCount(name, group, incidents)]
  })

// Adds the chosen filter, without a count, where it matches nothing or there is no report yet.
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
 * The menus that filter incidents: category, place, outcome. Each counts what the other filters let through, and offers
 * nothing else. Views without a report (null) show them too: Slack keeps the chosen place in the menu's state, which a
 * view without the menu would lose.
 */
export const filterMenus = (
  surface: BrowseSurface,
  { state: { category, several, outcome }, menus }: Browsed,
  found: Found | null,
): ActionsBlock => {
  const ids = browseIds(surface)
  const matches = found?.matches ?? null
  const isSeveral = category === MULTIPLE_CATEGORIES
  const together = isSeveral || matches === null || matches.several > 0 ? severalChoice(several, matches) : []
  const categories = withChosen(
    matches === null ? [] : categoryChoices(matches),
    isSeveral ? null : chosenCategory(category),
  )
  const outcomes = withChosen(found === null ? [] : outcomeChoices(found), chosenOutcome(outcome))
  const place = found?.filter.place ?? null
  const all = (text: string): Choice => ({ text, value: ALL })
  return {
    type: 'actions',
    block_id: `${ids.filters}${menus}`,
    elements: [
      menu(ids.category, 'All categories', [all('All categories'), ...together, ...categories], category),
      searchMenu(
        ids.street,
        'All places',
        place && placeChoice(place, matches?.places.find((row) => row.place === place)?.count ?? 0),
      ),
      menu(ids.outcome, 'All outcomes', [all('All outcomes'), ...outcomes], outcome),
    ],
  }
}
