import { isKnownCategory } from '../../crime/category.ts'
import { type Postcode, type PostcodeFailure, parsePostcode } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'

/** Places one comparison holds: more columns would not fit a message. */
export const MAX_COMPARED_PLACES = 4

/** A place as it was named: one of ours, or why it is none. */
export type NamedPlace = Result<Postcode, PostcodeFailure>

/** What a comparison is asked for: its places in order, at most MAX_PLACES, and one category or all of them. */
export type Comparison = { readonly places: readonly NamedPlace[]; readonly category: string | null }

/** The places of a comparison that can be looked up. */
export const postcodesOf = ({ places }: Comparison): Postcode[] =>
  places.flatMap((place) => (place.ok ? [place.value] : []))

/** A comparison of places that are all ours. */
export const comparing = (postcodes: readonly Postcode[], category: string | null): Comparison => ({
  places: postcodes.map((value) => ({ ok: true, value })),
  category,
})

// What is no postcode at all stays behind: a value carries nothing that somebody typed.
const named = (place: NamedPlace): string[] => {
  if (place.ok) return [place.value]
  return place.failure.kind === 'not-covered' ? [place.failure.postcode] : []
}

/** "LE1 1WA;GL50 1AA" or "LE1 1WA;GL50 1AA;burglary", for a button's value: nothing in it is the supplier's. */
export const packComparison = ({ places, category }: Comparison): string =>
  [...places.flatMap(named), ...(category === null ? [] : [category])].join(';')

const isCanonical = (place: NamedPlace, text: string): boolean =>
  place.ok ? place.value === text : place.failure.kind === 'not-covered' && place.failure.postcode === text

/** The comparison of a button's value; null for one that this version did not write. */
export const unpackComparison = (text: string): Comparison | null => {
  const parts = text.split(';')
  const last = parts.at(-1) ?? ''
  const category = isKnownCategory(last) ? last : null
  const written = category === null ? parts : parts.slice(0, -1)
  if (written.length === 0 || written.length > MAX_COMPARED_PLACES || new Set(written).size < written.length)
    return null
  const places = written.map(parsePostcode)
  return places.every((place, at) => isCanonical(place, written[at] ?? '')) ? { places, category } : null
}
