import { z } from 'zod'
import { isKnownCategory } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { readStreetId } from '../../crime/street.ts'
import { readJson } from '../../lib/read-json.ts'

/** What a view of incidents keeps in its private_metadata. */
export type BrowseState = {
  readonly postcode: Postcode
  /** One of the known categories, UNLISTED, or MULTIPLE_CATEGORIES; null for all. */
  readonly category: string | null
  /** The categories that MULTIPLE_CATEGORIES stands for: those of the report from which the incidents were opened. */
  readonly several: readonly string[]
  readonly outcome: OutcomeGroup | null
  /** From 1. */
  readonly page: number
}

/** What a person has in front of them: the state, and the id of the place their menu shows. */
export type Browsed = { readonly state: BrowseState; readonly street: number | null }

/** The value of a menu's choice for "no filter". */
export const ALL = 'all'

/** All unknown categories together: their slugs come from the supplier, so none may be in a value. */
export const UNLISTED = 'unlisted'

/** Stands for the categories of the report together: a menu's choice has no room for their names. */
export const MULTIPLE_CATEGORIES = 'several'

/** Browsing a report of some categories from its first incident; of one category or of all there is nothing several. */
export const browseReport = (postcode: Postcode, categories: readonly string[]): Browsed => {
  const [first = null, ...others] = categories
  const isSeveral = others.length > 0
  return {
    state: {
      postcode,
      category: isSeveral ? MULTIPLE_CATEGORIES : first,
      several: isSeveral ? categories : [],
      outcome: null,
      page: 1,
    },
    street: null,
  }
}

/** The value by which a category is filtered. */
export const filterOfCategory = (slug: string): string => (isKnownCategory(slug) ? slug : UNLISTED)

/** Where incidents are browsed. Modal and Home tab show the same menus and pages, each with ids and listeners of its own. */
export type BrowseSurface = 'incidents' | 'home'

/** The ids of a surface's blocks and elements. They are the same on every page: Slack keeps the state of a menu by its ids. */
export const browseIds = (surface: BrowseSurface) =>
  ({
    filters: `${surface}.filters`,
    pages: `${surface}.pages`,
    category: `${surface}.category`,
    outcome: `${surface}.outcome`,
    street: `${surface}.street`,
    next: `${surface}.next`,
    previous: `${surface}.previous`,
  }) as const

const readCategory = (value: string | undefined, several: readonly string[]): string | null => {
  if (value === undefined) return null
  if (value === MULTIPLE_CATEGORIES) return several.length > 0 ? MULTIPLE_CATEGORIES : null
  return isKnownCategory(value) || value === UNLISTED ? value : null
}

const readOutcome = (value: string | undefined): OutcomeGroup | null =>
  OUTCOME_GROUPS.find(({ group }) => group === value)?.group ?? null

/** The id of a place in a menu's value; null for ALL and for anything that is no id. */
export const readStreet = (value: string | undefined): number | null =>
  value === undefined ? null : readStreetId(value)

/** The page number of a button's value; 1 for anything that is none. */
export const readPage = (value: string | number | undefined): number => {
  const page = Number(value)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

/** State as private_metadata: postcode, category, outcome group and page, nothing from the supplier. */
export const packState = ({ postcode, category, several, outcome, page }: BrowseState): string =>
  JSON.stringify({
    postcode,
    ...(category === null ? {} : { category }),
    ...(several.length === 0 ? {} : { several }),
    ...(outcome === null ? {} : { outcome }),
    page,
  })

// A field that cannot be read does not take the others with it.
const packed = z.object({
  postcode: z.string(),
  category: z.string().optional().catch(undefined),
  several: z.array(z.string()).optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  page: z.number().optional().catch(undefined),
})

/** The state of a private_metadata; null where it has no postcode that can be looked up. */
export const unpackState = (metadata: string): BrowseState | null => {
  const read = packed.safeParse(readJson(metadata))
  if (!read.success) return null
  const postcode = parsePostcode(read.data.postcode)
  if (!postcode.ok) return null
  const several = (read.data.several ?? []).filter(isKnownCategory)
  return {
    postcode: postcode.value,
    category: readCategory(read.data.category, several),
    several,
    outcome: readOutcome(read.data.outcome),
    page: readPage(read.data.page),
  }
}

type MenuState = {
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
  readonly value?: string | null | undefined
}

/** As much of a view as is read of it; its blocks are display, and never read back. */
export type ViewPayload = {
  readonly private_metadata: string
  readonly state?:
    | { readonly values: Readonly<Record<string, Readonly<Record<string, MenuState>>>> }
    | undefined
}

/**
 * Reads a view. The state of its menus goes before private_metadata: of two quick choices the second comes with
 * metadata that does not know the first, but with both menus as the person sees them.
 */
export const readView = (surface: BrowseSurface, view: ViewPayload): Browsed | null => {
  const state = unpackState(view.private_metadata)
  if (state === null) return null
  const ids = browseIds(surface)
  const menus = view.state?.values[ids.filters]
  const chosen = (actionId: string) => menus?.[actionId]?.selected_option?.value
  const category = chosen(ids.category)
  const outcome = chosen(ids.outcome)
  return {
    state: {
      ...state,
      category: category === undefined ? state.category : readCategory(category, state.several),
      outcome: outcome === undefined ? state.outcome : readOutcome(outcome),
    },
    street: readStreet(chosen(ids.street)),
  }
}
