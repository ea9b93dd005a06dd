import { z } from 'zod'
import { isKnownCategory } from '../../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../crime/outcome.ts'
import { type Postcode, parsePostcode } from '../../crime/postcode.ts'
import { UNLISTED } from './filter.ts'

/** What a view remembers of browsing, but for the street, which lives in its menu's own state. */
export type BrowseState = {
  readonly postcode: Postcode
  readonly category: string | null
  readonly outcome: OutcomeGroup | null
  /** From 1. */
  readonly page: number
}

/** One choice that a menu offers for "no filter". */
export const ALL = 'all'

/** A category of ours that was chosen, or null for all and for whatever is none. */
export const readCategory = (value: string | undefined): string | null =>
  value !== undefined && (isKnownCategory(value) || value === UNLISTED) ? value : null

/** An outcome group that was chosen, or null for all and for whatever is none. */
export const readOutcome = (value: string | undefined): OutcomeGroup | null =>
  OUTCOME_GROUPS.find(({ group }) => group === value)?.group ?? null

/** A street id that was chosen, or null for all and for whatever is none. */
export const readStreet = (value: string | undefined): number | null =>
  value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null

/** A page number, 1 for whatever is none. */
export const readPage = (value: string | number | undefined): number => {
  const page = Number(value)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

const stored = z.object({
  postcode: z.string(),
  category: z.string().optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  page: z.number().optional().catch(undefined),
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** State as private_metadata: postcode, category, outcome group and page, nothing of the API's. */
export const packState = ({ postcode, category, outcome, page }: BrowseState): string =>
  JSON.stringify({
    postcode,
    ...(category === null ? {} : { category }),
    ...(outcome === null ? {} : { outcome }),
    page,
  })

/** The state of a private_metadata; null where it is forged, stale or empty beyond use. */
export const unpackState = (metadata: string): BrowseState | null => {
  const read = stored.safeParse(parsed(metadata))
  if (!read.success) return null
  const postcode = parsePostcode(read.data.postcode)
  if (!postcode.ok) return null
  return {
    postcode: postcode.value,
    category: readCategory(read.data.category),
    outcome: readOutcome(read.data.outcome),
    page: readPage(read.data.page),
  }
}
