import { knownCategories } from '../crime/category.ts'
import type { FirstHalf, Postcode, PostcodeFailure } from '../crime/postcode.ts'
import { findPostcodes } from './find-postcodes-in-text.ts'
import { type Intent, intentOf, verbOf } from './intent.ts'
import { labelIn } from './label.ts'
import { isPhrase, type Part, partsOf } from './parts.ts'
import { leftoversOf, type Remark, remarksOf, slugsOf, withoutExcepted } from './remarks.ts'
import { isOnlyAsking, savedName } from './saved-name.ts'
import { type Span, tokensIn, typedText, visibleText } from './tokens.ts'
import type { Verb } from './vocabulary.ts'

/** Why something that was named as a place is no postcode to look up. */
export type PlaceFailure =
  | PostcodeFailure
  | ({ readonly kind: 'first-half' } & FirstHalf)
  | { readonly kind: 'place-name'; readonly typed: string }

/** What the app makes of a text. */
export type Reading = {
  readonly intent: Intent
  /** The verb that was typed: of a look-up it may be "share", "chart" or "export". */
  readonly verb: Verb | null
  /** Full postcodes of England and Wales, each once, in the order in which they were named. */
  readonly postcodes: readonly Postcode[]
  /** What else was named as a place: elsewhere, with a slip, only in half, or by a name. */
  readonly failures: readonly PlaceFailure[]
  /** Slugs in the police's order; none means all. */
  readonly categories: readonly string[]
  readonly remarks: readonly Remark[]
  /** Words beside the places that may be their name: "save LE1 1WA Head office". */
  readonly label: string | null
  /** Of free text only: postcodes that may be something else, such as an id or a part number. */
  readonly possible: readonly Postcode[]
}

const NOTHING: Reading = {
  intent: 'look-up',
  verb: null,
  postcodes: [],
  failures: [],
  categories: [],
  remarks: [],
  label: null,
  possible: [],
}

/** What was typed as a place; a postcode, or the first half of one, in its usual form. */
export const typedOf = (failure: PlaceFailure): string => {
  if (failure.kind === 'not-covered') return failure.postcode
  return failure.kind === 'first-half' ? failure.outward : failure.typed
}

const eachOnce = (failures: readonly PlaceFailure[]): PlaceFailure[] =>
  [
    ...new Map(
      failures.map((failure) => [typedOf(failure).toLowerCase(), failure] as const).toReversed(),
    ).values(),
  ].toReversed()

type PlacePart = Extract<Part, { kind: 'place' }>

/** The parts that are meant as places: "Flat B2" in an address is no first half of a postcode. */
const placesOf = (parts: readonly Part[], hasPostcode: boolean): PlacePart[] =>
  parts.flatMap((part, index) => {
    if (part.kind !== 'place') return []
    const isBeside =
      parts[index - 1]?.kind === 'unknown' || (hasPostcode && parts[index + 1]?.kind === 'unknown')
    return part.place.kind === 'first-half' && isBeside ? [] : [part]
  })

const failedPlaces = (places: readonly PlacePart[], postcodes: readonly Postcode[]): PlaceFailure[] =>
  places.flatMap(({ place }) => {
    if (place.kind === 'postcode') return []
    // Typed once with a slip and once without.
    const isNamedToo =
      place.kind === 'invalid-postcode' && place.suggestion !== null && postcodes.includes(place.suggestion)
    return isNamedToo ? [] : [place]
  })

const failuresOf = (
  parts: readonly Part[],
  places: readonly PlacePart[],
  postcodes: readonly Postcode[],
  names: readonly string[],
): PlaceFailure[] => {
  const failed = failedPlaces(places, postcodes)
  if (postcodes.length > 0)
    return eachOnce([...failed, ...names.map((typed): PlaceFailure => ({ kind: 'place-name', typed }))])
  if (failed.length > 0) return eachOnce(failed)
  const here = parts.flatMap((part) => (part.kind === 'phrase' && isPhrase(part, 'here') ? [part.text] : []))
  const typed = (names.length > 0 ? names : here.slice(0, 1)).join(', ')
  return typed === '' ? [] : [{ kind: 'place-name', typed }]
}

/** Reads what somebody wrote to others: only postcodes, and only those beyond doubt count as such. */
const readFreeText = (text: string): Reading => {
  const { certain, possible } = findPostcodes(visibleText(text))
  const postcodes = certain.filter((place) => typeof place === 'string')
  const failures = certain.filter((place) => typeof place !== 'string')
  return { ...NOTHING, postcodes, failures, possible }
}

/** A reading, the text that was read, and where in it each place stands, however often. */
export type PlacedReading = {
  readonly reading: Reading
  readonly text: string
  readonly places: readonly Span[]
  /** It has words that are neither places nor anything that the app knows. */
  readonly hasUnknown: boolean
  /** It has nothing but places and words to the app, which are no name: "postcode LE1 1WA please". */
  readonly isOnlyAsking: boolean
}

/** Reads what was typed to the app, and says where its places stand. Never throws. */
export const readPlaced = (typed: string): PlacedReading => {
  const text = typedText(typed)
  const all = partsOf(tokensIn(text))
  const { parts, excepted } = withoutExcepted(all)
  const verb = verbOf(parts)
  const leftovers = leftoversOf(parts)
  const found = parts.flatMap((part) =>
    part.kind === 'place' && part.place.kind === 'postcode' ? [part.place.postcode] : [],
  )
  const postcodes = [...new Set(found)]
  const places = placesOf(parts, postcodes.length > 0)
  const slugs = new Set(parts.flatMap((part) => (part.kind === 'phrase' ? slugsOf(part) : [])))
  const isSaved = verb === 'save'
  const labels = leftovers.filter(({ kind }) => kind === 'label' || (isSaved && kind !== 'place'))
  const labelOf = (): string | null => {
    if (postcodes.length !== 1) return labels.map((label) => label.text).join(', ') || null
    // What stands beside a place that is saved is its name, whatever it is.
    return isSaved ? savedName(text, all, places) : labelIn(text, all, places, labels)
  }
  const textsOf = (...kinds: readonly string[]) =>
    leftovers.flatMap((leftover) => (kinds.includes(leftover.kind) ? [leftover.text] : []))
  const remarks = remarksOf(parts, isSaved ? [] : leftovers, slugs)
  const hasUnknown =
    labels.length > 0 || remarks.some(({ kind }) => kind === 'not-understood' || kind === 'category-slip')
  const failures = failuresOf(
    parts,
    places,
    postcodes,
    isSaved && postcodes.length === 1 ? [] : textsOf('place'),
  )
  const isEmpty = parts.every((part) => part.kind === 'mark' || isPhrase(part, 'filler'))
  const reading: Reading = {
    intent: intentOf(verb, postcodes.length + failures.length > 0, isEmpty),
    verb,
    postcodes,
    failures,
    categories: knownCategories([...slugs]),
    remarks: [...remarks, ...excepted],
    label: labelOf(),
    possible: [],
  }
  return { reading, text, places, hasUnknown, isOnlyAsking: isOnlyAsking(all) }
}

/**
 * Reads what was typed to the app: behind /crime, in a field, behind a mention of it. With `freeText` it is something
 * that was written to others, in which an id or a part number may look like a postcode. Never throws.
 */
export const read = (text: string, { freeText = false } = {}): Reading =>
  freeText ? readFreeText(text) : readPlaced(text).reading
