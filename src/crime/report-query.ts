import type { Result } from '../lib/result.ts'
import { isKnownCategory } from './category.ts'
import { type Postcode, type PostcodeFailure, parsePostcode } from './postcode.ts'

/** What a report is asked for: a postcode, and some of the known categories; none means all. */
export type ReportQuery = { readonly postcode: Postcode; readonly categories: readonly string[] }

const SEPARATOR = ';'

/** The known categories of a value's last parts; null where one is unknown or there twice. */
const readCategories = (parts: readonly string[]): readonly string[] | null =>
  parts.every(isKnownCategory) && new Set(parts).size === parts.length ? parts : null

/** "LE1 1WA" or "LE1 1WA;burglary;drugs", for a button's value: nothing in it comes from the supplier. */
export const packQuery = ({ postcode, categories }: ReportQuery): string =>
  [postcode, ...categories].join(SEPARATOR)

/** The query of a button's value; null for one that this version did not write. */
export const unpackQuery = (text: string): ReportQuery | null => {
  const [typed = '', ...rest] = text.split(SEPARATOR)
  const postcode = parsePostcode(typed)
  const categories = readCategories(rest)
  // Canonical only: no button carries another spelling.
  if (!postcode.ok || postcode.value !== typed || categories === null) return null
  return { postcode: postcode.value, categories }
}

/** Places in one comparison: a message has no room for more columns. */
export const MAX_COMPARED_PLACES = 4

/** A place as it was typed: its postcode, or why it is none that the figures cover. */
export type ParsedPostcode = Result<Postcode, PostcodeFailure>

/** What a comparison is asked for: its places in order, MAX_COMPARED_PLACES at most, and categories; none means all. */
export type Comparison = {
  readonly places: readonly ParsedPostcode[]
  readonly categories: readonly string[]
}

/** The places of a comparison that can be looked up. */
export const postcodesOf = ({ places }: Comparison): Postcode[] =>
  places.flatMap((place) => (place.ok ? [place.value] : []))

/** A comparison of places that can all be looked up. */
export const comparisonOf = (
  postcodes: readonly Postcode[],
  categories: readonly string[] = [],
): Comparison => ({
  places: postcodes.map((value) => ({ ok: true, value })),
  categories,
})

// What is no postcode at all is left out: a value carries nothing that a person typed.
const packPlace = (place: ParsedPostcode): string[] => {
  if (place.ok) return [place.value]
  return place.failure.kind === 'not-covered' ? [place.failure.postcode] : []
}

/** "LE1 1WA;GL50 1AA" or "LE1 1WA;GL50 1AA;burglary", for a button's value: nothing in it comes from the supplier. */
export const packComparison = ({ places, categories }: Comparison): string =>
  [...places.flatMap(packPlace), ...categories].join(SEPARATOR)

const isCanonical = (place: ParsedPostcode, text: string): boolean => packPlace(place)[0] === text

/** The comparison of a button's value; null for one that this version did not write. */
export const unpackComparison = (text: string): Comparison | null => {
  const parts = text.split(SEPARATOR)
  const firstCategory = parts.findIndex(isKnownCategory)
  const postcodes = firstCategory < 0 ? parts : parts.slice(0, firstCategory)
  const categories = readCategories(firstCategory < 0 ? [] : parts.slice(firstCategory))
  if (categories === null || postcodes.length === 0 || postcodes.length > MAX_COMPARED_PLACES) return null
  if (new Set(postcodes).size < postcodes.length) return null
  const places = postcodes.map(parsePostcode)
  return places.every((place, at) => isCanonical(place, postcodes[at] ?? '')) ? { places, categories } : null
}
