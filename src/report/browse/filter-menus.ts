import type { ActionsBlock } from '@slack/types'
import { CATEGORIES, categoryOf } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { type Choice, menu, searchMenu } from '../../slack/ui/elements.ts'
import { capitalised, count, spelledOut } from '../../slack/ui/format.ts'
import { cut, LIMITS } from '../../slack/ui/limits.ts'
import { categoryNames, outcomeGroupRows } from '../breakdowns.ts'
import type { FilteredReport, Matches, MatchingPlace } from './matches.ts'
import { ALL, type Browsed, type BrowseSurface, browseIds, MULTIPLE_CATEGORIES, UNLISTED } from './state.ts'

const UNLISTED_NAME = 'Other categories'

// A long name is cut, never the number.
const withCount = (name: string, value: string, incidents: number, more = ''): Choice => {
  const many = ` (${count(incidents)}${more})`
  return { text: `${cut(name, LIMITS.optionText - many.length)}${many}`, value }
}

/** The choice of a place, with the number of incidents that it shows. */
export const placeChoice = ({ place: { name, value }, streets, count: incidents }: MatchingPlace): Choice =>
  withCount(name, value, incidents, streets > 1 ? ` in ${count(streets)} places` : '')

const categoryChoices = ({ categories }: Matches): Choice[] => {
  const nameOf = (value: string) => (value === UNLISTED ? UNLISTED_NAME : categoryOf(value).name)
  return categories.map(([value, incidents]) => withCount(nameOf(value), value, incidents))
}

// Room for a name beside any count.
const MAX_NAMES = LIMITS.optionText - ' (20,000)'.length

const namesOf = (several: readonly string[]): string => {
  const names = capitalised(categoryNames(several))
  return names.length <= MAX_NAMES ? names : `${capitalised(spelledOut(several.length))} categories`
}

/** The choice of the report's own categories together. */
const severalChoice = (several: readonly string[], matches: Matches | null): Choice[] => {
  if (several.length === 0) return []
  const text = namesOf(several)
  return matches === null || matches.several === 0
    ? [{ text, value: MULTIPLE_CATEGORIES }]
    : [withCount(text, MULTIPLE_CATEGORIES, matches.several)]
}

// By the outcomes of the whole report, so that a group keeps its name while other filters change.
const outcomeChoices = ({ report, matches: { outcomes } }: FilteredReport): Choice[] =>
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
  found: FilteredReport | null,
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
  const counted = matches?.places.find((row) => row.place.value === place?.value)
  const all = (text: string): Choice => ({ text, value: ALL })
  return {
    type: 'actions',
    block_id: `${ids.filters}${menus}`,
    elements: [
      menu(ids.category, 'All categories', [all('All categories'), ...together, ...categories], category),
      searchMenu(
        ids.street,
        'All places',
        counted === undefined ? place && { text: place.name, value: place.value } : placeChoice(counted),
      ),
      menu(ids.outcome, 'All outcomes', [all('All outcomes'), ...outcomes], outcome),
    ],
  }
}
