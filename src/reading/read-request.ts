import type { Category } from '../crime/category.ts'
import { type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import { type Comparison, MAX_COMPARED_PLACES, type ParsedPostcode } from '../crime/report-query.ts'
import { failed, type Result, success } from '../lib/result.ts'
import type { UnknownCategory } from './category-words.ts'
import { placeParseError, readCategory } from './read-category.ts'
import { type Part, readWords } from './read-words.ts'

/** What can be answered: one place, or several side by side. */
export type Request =
  | { readonly kind: 'report'; readonly query: ReportQuery }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }

/** Why a text is not some places and at most one category. `places` are those that were named, in order. */
export type ParseError =
  | { readonly kind: 'postcode'; readonly failure: PostcodeFailure; readonly category: Category | null }
  | {
      readonly kind: 'category'
      readonly places: readonly ParsedPostcode[]
      readonly unknown: UnknownCategory
    }
  | { readonly kind: 'too-many'; readonly first: Comparison }

type Spoken = { readonly places: readonly ParsedPostcode[]; readonly words: readonly string[] }

const notAPostcode = (text: string): Result<Request, ParseError> => {
  const { typed, category } = placeParseError(text.trim().split(/\s+/u))
  const read = parsePostcode(typed)
  return read.ok
    ? success({
        kind: 'report',
        query: { postcode: read.value, categories: category === null ? [] : [category.slug] },
      })
    : failed({ kind: 'postcode', failure: read.failure, category })
}

// "M1 IAE", "LE2": half of it is a place already, so it is none of a category.
const isMeantAsPlace = ({ words, apart }: Extract<Part, { kind: 'words' }>): boolean =>
  readCategory(words)?.ok !== true && (apart || words.some((word) => /\p{L}\d|\d\p{L}/u.test(word)))

const spokenBy = (parts: readonly Part[]): Spoken => {
  const places: ParsedPostcode[] = []
  const words: string[] = []
  for (const part of parts) {
    if (part.kind === 'place') places.push(part.place)
    else if (isMeantAsPlace(part)) {
      const { typed, category } = placeParseError(part.words)
      places.push(parsePostcode(typed))
      if (category !== null) words.push(category.name)
    } else words.push(...part.words)
  }
  return { places, words }
}

const nameOf = (place: ParsedPostcode): string => {
  if (place.ok) return place.value
  return place.failure.kind === 'not-covered' ? place.failure.postcode : place.failure.typed
}

/** Each place once, where it was first named. */
const eachOnce = (places: readonly ParsedPostcode[]): ParsedPostcode[] =>
  places.filter((place, at) => places.findIndex((other) => nameOf(other) === nameOf(place)) === at)

const requestFor = (
  places: readonly ParsedPostcode[],
  category: Category | null,
): Result<Request, ParseError> => {
  const [place] = places
  const slugs = category === null ? [] : [category.slug]
  if (place === undefined || places.length > 1) {
    const comparison = { places: places.slice(0, MAX_COMPARED_PLACES), categories: slugs }
    return places.length > MAX_COMPARED_PLACES
      ? failed({ kind: 'too-many', first: comparison })
      : success({ kind: 'comparison', comparison })
  }
  return place.ok
    ? success({ kind: 'report', query: { postcode: place.value, categories: slugs } })
    : failed({ kind: 'postcode', failure: place.failure, category })
}

/**
 * Reads one place or up to four, in any order with one category: "LE1 1WA burglary", "burglary near LE1 1WA",
 * "LE1 1WA vs M1 1AE and ST20 0LY". What cannot be read is named in the failure; beside a place that can, a
 * place that cannot is part of the comparison, which then says why it is missing.
 */
export const readRequest = (text: string): Result<Request, ParseError> => {
  const parts = readWords(text)
  if (!parts.some(({ kind }) => kind === 'place')) return notAPostcode(text)
  const spoken = spokenBy(parts)
  const places = eachOnce(spoken.places)
  const category = readCategory(spoken.words)
  if (category === null || category.ok) return requestFor(places, category?.value ?? null)
  const [only] = places
  // Somewhere else is all there is to say: whatever stands behind it cannot be answered either.
  if (places.length === 1 && only?.ok === false) return requestFor(places, null)
  return failed({ kind: 'category', places, unknown: category.failure })
}
