import { expect, test } from 'vitest'
import type { Report } from '../../../src/crime/report.ts'
import { filterMenus } from '../../../src/report/browse/filter-menus.ts'
import { findMatches } from '../../../src/report/browse/matches.ts'
import { type BrowseState, browseReport } from '../../../src/report/browse/state.ts'
import { plain } from '../../../src/slack/ui/blocks.ts'
import { cityCentre } from '../../support/city-centre.ts'
import { incident, postcode, reportOf, street, times } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

const NO_FILTER = browseReport(postcode('LE1 1WA'), [])

const menusOf = (report: Report | null, filters: Partial<BrowseState> = {}, place: string | null = null) => {
  const browsed = { ...NO_FILTER, state: { ...NO_FILTER.state, ...filters }, place }
  const found = report === null ? null : findMatches(report, browsed)
  const { elements, block_id } = filterMenus('incidents', browsed, found)
  const [category, street, outcome] = elements
  if (
    category?.type !== 'static_select' ||
    street?.type !== 'external_select' ||
    outcome?.type !== 'static_select'
  )
    throw new Error('the menus stand in another order')
  const texts = (menu: typeof category) => menu.options?.map(({ text }) => text.text) ?? []
  return {
    block_id,
    street,
    categories: texts(category),
    outcomes: texts(outcome),
    chosen: [category.initial_option?.text.text, outcome.initial_option?.text.text],
    place: street.initial_option,
    values: [...(category.options ?? []), ...(outcome.options ?? [])].map(({ value }) => value),
  }
}

test('the menus offer what the month has, with counts', () => {
  const { categories, outcomes, chosen } = menusOf(village())
  expect(categories).toEqual([
    'All categories',
    'Violence and sexual offences (4)',
    'Public order (3)',
    'Vehicle crime (2)',
    'Anti-social behaviour (1)',
    'Drugs (1)',
    'Other theft (1)',
  ])
  expect(outcomes).toEqual([
    'All outcomes',
    'Investigation complete; no suspect identified (2)',
    'Unable to prosecute suspect (1)',
    'Under investigation (7)',
    'Awaiting court outcome (1)',
    'Not published (1)',
  ])
  expect(chosen).toEqual([undefined, undefined])
})

test('the counts of each menu add up to the total', () => {
  const counted = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + Number(/\(([\d,]+)\)$/.exec(text)?.[1]?.replaceAll(',', '') ?? 0), 0)
  const { categories, outcomes } = menusOf(cityCentre())
  expect([counted(categories), counted(outcomes)]).toEqual([1_448, 1_448])
})

test('unknown categories are one choice, and nothing of theirs is in a value', () => {
  const slugs = ['CANARY', 'fly-tipping', 'burglary'].map((category) =>
    incident({ category, outcome: 'CANARY' }),
  )
  const { categories, values } = menusOf(reportOf(slugs))
  expect(categories).toContain('Other categories (2)')
  expect(values).toEqual(['all', 'unlisted', 'burglary', 'all', 'other'])
})

test('what is chosen stands first in its menu', () => {
  const { chosen } = menusOf(village(), { category: 'drugs', outcome: 'court' })
  expect(chosen).toEqual(['Drugs (1)', 'Awaiting court outcome (1)'])
})

test('the counts of a menu follow the other filters, and what cannot match is not offered', () => {
  const { categories, outcomes } = menusOf(village(), { category: 'violent-crime', outcome: 'court' })
  expect(outcomes).toEqual([
    'All outcomes',
    'Unable to prosecute suspect (1)',
    'Under investigation (3)',
    // Chosen, though it matches nothing: without a count.
    'Court outcomes',
  ])
  expect(categories).toEqual(['All categories', 'Drugs (1)', 'Violence and sexual offences'])
})

test('the chosen place stands in its menu with what the other filters let through', () => {
  const lane = street('Mill Lane')
  const report = reportOf([...times(3, incident({ street: lane })), incident()])
  const option = (text: string) => ({ text: plain(text, 75), value: String(lane.streetId) })
  const chosen = (filters: Partial<BrowseState>) => menusOf(report, filters, String(lane.streetId)).place
  expect(chosen({})).toEqual(option('Mill Lane (3)'))
  expect(chosen({ category: 'drugs' })).toEqual(option('Mill Lane'))
})

test('what is chosen stays although the month has none of it', () => {
  const { categories, outcomes, chosen } = menusOf(village(), { category: 'robbery', outcome: 'other' })
  expect(categories.at(-1)).toBe('Robbery')
  expect(outcomes.at(-1)).toBe('Other outcomes')
  expect(chosen).toEqual(['Robbery', 'Other outcomes'])
})

test('without a report the menus have the same ids, and what is chosen', () => {
  const waiting = menusOf(null, { category: 'unlisted', outcome: 'none' })
  const { block_id, street } = menusOf(village())
  expect([waiting.block_id, waiting.street]).toEqual([block_id, street])
  expect(waiting.categories).toEqual(['All categories', 'Other categories'])
  expect(waiting.outcomes).toEqual(['All outcomes', 'None given'])
  expect(waiting.chosen).toEqual(['Other categories', 'None given'])
})

test('what has no outcome and what can have none are two choices', () => {
  const asb = times(4, incident({ category: 'anti-social-behaviour', outcome: null }))
  const { outcomes } = menusOf(reportOf([...times(3, incident({ outcome: null })), ...asb]))
  expect(outcomes).toEqual(['All outcomes', 'None given (3)', 'Not published (4)'])
})

test('several categories are one choice, by name where there is room beside the count', () => {
  const choice = (several: readonly string[]) => {
    const report = reportOf(several.flatMap((category) => times(10, incident({ category }))))
    return menusOf(report, { category: 'several', several }).categories[1]
  }
  expect(choice(['burglary', 'drugs'])).toBe('Burglary and drugs (20)')
  expect(choice(['violent-crime', 'criminal-damage-arson', 'possession-of-weapons'])).toBe(
    'Three categories (30)',
  )
})

test('modal and Home tab have ids of their own', () => {
  expect(filterMenus('home', NO_FILTER, null).block_id).not.toBe(
    filterMenus('incidents', NO_FILTER, null).block_id,
  )
})

test('5,000 incidents of one category are one choice', () => {
  expect(menusOf(reportOf(times(5_000, incident()))).categories).toEqual([
    'All categories',
    'Burglary (5,000)',
  ])
})
