import { idsOf, type Surface } from './field-ids.ts'
import { type BrowseState, readCategory, readOutcome, readStreet, unpackState } from './state.ts'

type Chosen = {
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
  readonly value?: string | null | undefined
}

/** As much of a view as browsing reads; the rest of it is display. */
export type SeenView = {
  readonly private_metadata: string
  readonly state?: { readonly values: Readonly<Record<string, Readonly<Record<string, Chosen>>>> } | undefined
}

/** What the person has in front of them: the state, and the street of its menu. */
export type Browsed = { readonly state: BrowseState; readonly street: number | null }

/**
 * Reads a view. The menus' own state goes before private_metadata: of two quick choices, the second comes
 * with metadata that does not know the first, but with both menus as the person sees them.
 */
export const readView = (surface: Surface, view: SeenView): Browsed | null => {
  const stored = unpackState(view.private_metadata)
  if (stored === null) return null
  const ids = idsOf(surface)
  const menus = view.state?.values[ids.filters]
  const chosen = (actionId: string) => menus?.[actionId]?.selected_option?.value
  const category = chosen(ids.category)
  const outcome = chosen(ids.outcome)
  return {
    state: {
      ...stored,
      category: category === undefined ? stored.category : readCategory(category),
      outcome: outcome === undefined ? stored.outcome : readOutcome(outcome),
    },
    street: readStreet(chosen(ids.street)),
  }
}
