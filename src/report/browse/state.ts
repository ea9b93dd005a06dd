import { z } from 'zod'
import { isKnownCategory } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { type Postcode, readPostcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { readStreetId } from '../../crime/street.ts'
import { readJson } from '../../slack/ui/views.ts'

/** What a view of incidents keeps in its private_metadata. */
export type BrowseState = {
  readonly postcode: Postcode
  /** One of the known categories, UNLISTED, or MULTIPLE_CATEGORIES; null for all. */
  readonly category: string | null
  /** The categories that MULTIPLE_CATEGORIES stands for: those of the report from which the incidents were opened. */
  readonly several: readonly string[]
  readonly outcome: OutcomeGroup | null
  /** All incidents in one list, by street name, although there is more than a page of them; else places with counts. */
  readonly listed: boolean
  /** From 1. */
  readonly page: number
}

/** What a person browses, as far as their view says it. */
export type Browsed = {
  readonly state: BrowseState
  /** The place that is chosen: what a menu's state or a row's button says (see `placeOfRow`), never private_metadata. */
  readonly place: string | null
  /**
   * Ends the id of the menus' block: when they were drawn, in ms since the epoch, and of which months the figures were,
   * ".1794837720000.2026-09"; empty before there were figures. Slack keeps what a menu shows while its ids stay, and takes what the view says where they are new.
   */
  readonly menus: string
}

/** The value of a menu's choice for "no filter". */
export const ALL = 'all'

/** All unknown categories together: their slugs come from the supplier, so none may be in a value. */
export const UNLISTED = 'unlisted'

/** Stands for the categories of the report together: a menu's choice has no room for their names. */
export const MULTIPLE_CATEGORIES = 'several'

/** Browsing a report from its first page; `several` is used only where it has more than one category. */
export const browseReport = (postcode: Postcode, categories: readonly string[]): Browsed => {
  const [first = null, ...others] = categories
  const isSeveral = others.length > 0
  return {
    state: {
      postcode,
      category: isSeveral ? MULTIPLE_CATEGORIES : first,
      several: isSeveral ? categories : [],
      outcome: null,
      listed: false,
      page: 1,
    },
    place: null,
    menus: '',
  }
}

/** The value by which a category is filtered. */
export const filterOfCategory = (slug: string): string => (isKnownCategory(slug) ? slug : UNLISTED)

/** Where incidents are browsed. Modal and Home tab show the same menus and pages, each with ids and listeners of its own. */
export type BrowseSurface = 'incidents' | 'home'

/** The ids of a surface's blocks and elements; that of the menus' block is followed by Browsed.menus. */
export const browseIds = (surface: BrowseSurface) =>
  ({
    filters: `${surface}.filters`,
    pages: `${surface}.pages`,
    category: `${surface}.category`,
    outcome: `${surface}.outcome`,
    street: `${surface}.street`,
    next: `${surface}.next`,
    previous: `${surface}.previous`,
    row: `${surface}.row`,
    group: `${surface}.group`,
    list: `${surface}.list`,
  }) as const

const readCategory = (value: string | undefined, several: readonly string[]): string | null => {
  if (value === undefined) return null
  if (value === MULTIPLE_CATEGORIES) return several.length > 0 ? MULTIPLE_CATEGORIES : null
  return isKnownCategory(value) || value === UNLISTED ? value : null
}

const readOutcome = (value: string | undefined): OutcomeGroup | null =>
  OUTCOME_GROUPS.find(({ group }) => group === value)?.group ?? null

/** The value of streets without a name. */
export const NOT_GIVEN = 'none'

/** The value of a place that was chosen in the menu (`Place.value`); null for ALL and for anything else. */
export const readPlace = (value: string | undefined): string | null =>
  value !== undefined && (value === NOT_GIVEN || readStreetId(value) !== null) ? value : null

/**
 * The place of a row's button (`Place.row`), "#3.1794837720000.2026-09": its position and from which figures the row was
 * drawn, since in others the position may be another place's; null for anything else.
 */
const placeOfRow = ({ menus }: Browsed, value = ''): string | null => {
  if (value === NOT_GIVEN) return value
  return /^#\d{1,5}$/.test(value) ? `${value}${menus}` : null
}

/** The value of the row's button that a place was chosen by (`Place.row`); null where it was chosen in the menu. */
export const rowOfPlace = (place: string | null): string | null =>
  place === NOT_GIVEN ? place : (/^#\d+/.exec(place ?? '')?.[0] ?? null)

/** The page number of a button's value; 1 for anything that is none. */
export const readPage = (value: string | number | undefined): number => {
  const page = Number(value)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

/** State as private_metadata: postcode, category, outcome group, a flag and page, nothing from the supplier. */
export const packState = ({ postcode, category, several, outcome, listed, page }: BrowseState): string =>
  JSON.stringify({
    postcode,
    ...(category === null ? {} : { category }),
    ...(several.length === 0 ? {} : { several }),
    ...(outcome === null ? {} : { outcome }),
    ...(listed ? { listed } : {}),
    page,
  })

// Where one field cannot be read, the others still are.
const packed = z.object({
  postcode: z.string(),
  category: z.string().optional().catch(undefined),
  several: z.array(z.string()).optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  listed: z.boolean().optional().catch(undefined),
  page: z.number().optional().catch(undefined),
})

/** The state of a private_metadata; null where it has no postcode that can be looked up. */
export const unpackState = (metadata: string): BrowseState | null => {
  const read = packed.safeParse(readJson(metadata))
  if (!read.success) return null
  const postcode = readPostcode(read.data.postcode)
  if (postcode === null) return null
  const several = (read.data.several ?? []).filter(isKnownCategory)
  return {
    postcode,
    category: readCategory(read.data.category, several),
    several,
    outcome: readOutcome(read.data.outcome),
    listed: read.data.listed === true,
    page: readPage(read.data.page),
  }
}

type MenuState = {
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
  readonly value?: string | null | undefined
}

/** The parts of a view that are read. Its blocks show the supplier's data, which is never read back. */
export type ViewPayload = {
  readonly private_metadata: string
  readonly state?:
    | { readonly values: Readonly<Record<string, Readonly<Record<string, MenuState>>>> }
    | undefined
}

/**
 * Reads a view. The state of its menus counts before private_metadata: when a person changes two menus quickly, the
 * second event has the metadata from before the first, but the state of both menus.
 */
export const readView = (surface: BrowseSurface, view: ViewPayload): Browsed | null => {
  const state = unpackState(view.private_metadata)
  if (state === null) return null
  const ids = browseIds(surface)
  const values = view.state?.values ?? {}
  const blockId = Object.keys(values).find((id) => id.startsWith(ids.filters)) ?? ids.filters
  const chosen = (actionId: string) => values[blockId]?.[actionId]?.selected_option?.value
  const category = chosen(ids.category)
  const outcome = chosen(ids.outcome)
  return {
    state: {
      ...state,
      category: category === undefined ? state.category : readCategory(category, state.several),
      outcome: outcome === undefined ? state.outcome : readOutcome(outcome),
    },
    place: readPlace(chosen(ids.street)),
    menus: blockId.slice(ids.filters.length),
  }
}

/** What tells figures from those of another publication: their oldest and newest month, ".2026-08.2026-09". */
export const monthsInId = ({ months }: Pick<Report, 'months'>): string =>
  [...new Set([...months.slice(0, 1), ...months.slice(-1)])].map((month) => `.${month}`).join('')

/**
 * The same with new menus, for a view with figures: their counts follow the filters, and they show the chosen place. `now`
 * in ms since the epoch.
 */
export const withNewMenus = (browsed: Browsed, report: Report, now: number): Browsed => ({
  ...browsed,
  menus: `.${now}${monthsInId(report)}`,
})

/** What an element does to what is browsed; `value` is its own. */
export type Change = (browsed: Browsed, value: string | undefined) => Browsed

const withState = (browsed: Browsed, change: Partial<BrowseState>): Browsed => ({
  ...browsed,
  state: { ...browsed.state, page: 1, ...change },
})

/** The changes of a surface's elements, by action id. Other filters, and another grouping, begin at the first page. */
export const browseChanges = (surface: BrowseSurface): Map<string, Change> => {
  const ids = browseIds(surface)
  const filtered: Change = (browsed) => withState(browsed, {})
  const turned: Change = (browsed, value) => withState(browsed, { page: readPage(value) })
  return new Map<string, Change>([
    ...[ids.category, ids.outcome, ids.street].map((id) => [id, filtered] as const),
    ...[ids.next, ids.previous].map((id) => [id, turned] as const),
    [ids.row, (browsed, value) => ({ ...withState(browsed, {}), place: placeOfRow(browsed, value) })],
    [ids.group, (browsed) => ({ ...withState(browsed, { listed: false }), place: null })],
    [ids.list, (browsed) => withState(browsed, { listed: true })],
  ])
}
