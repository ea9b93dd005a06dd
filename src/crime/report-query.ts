import type { Result } from '../lib/result.ts'
import { isKnownCategory } from './category.ts'
import { type Postcode, type PostcodeFailure, parsePostcode } from './postcode.ts'

/** What a report is asked for: a postcode, and one of the known categories or all of them. */
export type ReportQuery = { readonly postcode: Postcode; readonly category: string | null }

/** "LE1 1WA" or "LE1 1WA;burglary", for a button's value: nothing in it comes from the supplier. */
export const packQuery = ({ postcode, category }: ReportQuery): string =>
  category === null ? postcode : `${postcode};${category}`

/** The query of a button's value; null for one that this version did not write. */
export const unpackQuery = (text: string): ReportQuery | null => {
  const [typed = '', category = null, ...rest] = text.split(';')
  const postcode = parsePostcode(typed)
  // Canonical only: no button carries another spelling.
  if (!postcode.ok || postcode.value !== typed || rest.length > 0) return null
  if (category !== null && !isKnownCategory(category)) return null
  return { postcode: postcode.value, category }
}

/** Places in one comparison: a message has no room for more columns. */
export const MAX_COMPARED_PLACES = 4

/** A place as it was typed: its postcode, or why it is none that the figures cover. */
export type ParsedPostcode = Result<Postcode, PostcodeFailure>

/** What a comparison is asked for: its places in order, MAX_COMPARED_PLACES at most, and one category or all of them. */
export type Comparison = { readonly places: readonly ParsedPostcode[]; readonly category: string | null }

/** The places of a comparison that can be looked up. */
export const postcodesOf = ({ places }: Comparison): Postcode[] =>
  places.flatMap((place) => (place.ok ? [place.value] : []))

/** A comparison of places that can all be looked up. */
export const comparisonOf = (postcodes: readonly Postcode[], category: string | null): Comparison => ({
  places: postcodes.map((value) => ({ ok: true, value })),
  category,
})

// What is no postcode at all is left out: a value carries nothing that a person typed.
const packPlace = (place: ParsedPostcode): string[] => {
  if (place.ok) return [place.value]
  return place.failure.kind === 'not-covered' ? [place.failure.postcode] : []
}

/** "LE1 1WA;GL50 1AA" or "LE1 1WA;GL50 1AA;burglary", for a button's value: nothing in it comes from the supplier. */
export const packComparison = ({ places, category }: Comparison): string =>
  [...places.flatMap(packPlace), ...(category === null ? [] : [category])].join(';')

const isCanonical = (place: ParsedPostcode, text: string): boolean => packPlace(place)[0] === text

/** The comparison of a button's value; null for one that this version did not write. */
export const unpackComparison = (text: string): Comparison | null => {
  const parts = text.split(';')
  const last = parts.at(-1) ?? ''
  const category = isKnownCategory(last) ? last : null
  const postcodes = category === null ? parts : parts.slice(0, -1)
  if (postcodes.length === 0 || postcodes.length > MAX_COMPARED_PLACES) return null
  if (new Set(postcodes).size < postcodes.length) return null
  const places = postcodes.map(parsePostcode)
  return places.every((place, at) => isCanonical(place, postcodes[at] ?? '')) ? { places, category } : null
}
