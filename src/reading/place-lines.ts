import { type NamedPlace, type Postcode, readName } from '../crime/postcode.ts'
import { cleanName, textsBetween, withoutListMark } from './place-name.ts'
import { countPlaces, failuresIn, placesApart, readListed } from './places-apart.ts'
import { type PlacedReading, type PlaceFailure, type Reading, typedOf } from './reading.ts'
import { MAX_TYPED } from './tokens.ts'

/** A place of a list, with the categories that were typed beside it; none means all. */
export type ListedPlace = NamedPlace & { readonly categories: readonly string[] }

/** What was typed in a list and is no place. */
export type PlaceFault = {
  readonly typed: string
  /**
   * Null where it is not even like a place; `not-understood` has words that are neither a name nor categories, and
   * `listed-twice` names a place again, otherwise than before.
   */
  readonly failure: PlaceFailure | { readonly kind: 'not-understood' | 'listed-twice' } | null
}

/** What a list says: each place once, in its order, and everything else as it was typed. */
export type PlaceList = { readonly places: readonly ListedPlace[]; readonly faults: readonly PlaceFault[] }

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/

/** What stands before and behind a postcode. */
const besidePostcode = ({ text, places }: PlacedReading): string =>
  textsBetween(text, places)
    .map(cleanName)
    .filter((name) => name !== '')
    .join(' ')

const isExcepting = ({ remarks }: Reading): boolean => remarks.some(({ kind }) => kind === 'except')

const notUnderstood = (typed: string): PlaceFault => ({ typed, failure: { kind: 'not-understood' } })

/** A line that names one place: what stands beside its postcode is its name, or categories where it is nothing else. */
const readPlace = (typed: string, placed = readListed(typed)): PlaceList => {
  const { reading, hasUnknown } = placed
  const [postcode] = reading.postcodes
  if (postcode === undefined) return { places: [], faults: [{ typed, failure: reading.failures[0] ?? null }] }
  // "LE1 1WA not drugs": that is no name, and nothing can be left out.
  if (isExcepting(reading))
    return {
      places: [{ postcode, name: null, categories: reading.categories }],
      faults: [notUnderstood(typed)],
    }
  // "Bike hub" is a name, though the reader finds a category in it; "bikes, drugs" are categories.
  const categories = hasUnknown || reading.failures.length > 0 ? [] : reading.categories
  const isNameless = categories.length > 0 || placed.isOnlyAsking
  const name = isNameless ? null : readName(besidePostcode(placed))
  return { places: [{ postcode, name, categories }], faults: [] }
}

const saysMore = ({ name, categories }: ListedPlace): boolean => name !== null || categories.length > 0

/** Places of one line: where one is listed first without a name, "LE1 1WA, LE11WA Depot", it has that of the next. */
const withWhatIsSaid = (places: readonly ListedPlace[]): ListedPlace[] => {
  const saying = new Map(
    places
      .filter(saysMore)
      .toReversed()
      .map((place) => [place.postcode, place]),
  )
  return places.map((place) => (saysMore(place) ? place : (saying.get(place.postcode) ?? place)))
}

/** Several places on one line: each with its own name or categories, or all of them with the categories of the line. */
const readSeveral = (line: string, placed: PlacedReading): PlaceList => {
  const { reading, hasUnknown } = placed
  const lists = placesApart(withoutListMark(line), placed).map((piece) => readPlace(piece.text, piece.placed))
  const places = withWhatIsSaid(lists.flatMap((list) => list.places))
  const faults = lists.flatMap((list) => list.faults)
  const failures = failuresIn(reading)
  const found = new Set<string>(places.map(({ postcode }) => postcode))
  const failed = new Set(faults.map(({ failure }) => JSON.stringify(failure)))
  const isWhole =
    reading.postcodes.every((postcode) => found.has(postcode)) &&
    failures.every((failure) => failed.has(JSON.stringify(failure)))
  const firsts = places.filter((one, at) => places.findIndex((it) => it.postcode === one.postcode) === at)
  const isEachItsOwn =
    firsts.some(({ name }) => name !== null) || firsts.filter((one) => one.categories.length > 0).length > 1
  // Of the numbers of a list ("1. LE1 1WA, 2. B1 1BB") no name is left.
  const isUnderstood = isWhole && faults.length === 0 && places.every(({ name }) => name === null)
  if (isWhole && isEachItsOwn && !isExcepting(reading)) return { places, faults }
  return {
    places: reading.postcodes.map((postcode) => ({ postcode, name: null, categories: reading.categories })),
    faults: [
      ...failures.map((failure) => ({ typed: typedOf(failure), failure })),
      ...((hasUnknown && !isUnderstood) || isExcepting(reading) ? [notUnderstood(line)] : []),
    ],
  }
}

const charactersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** "LE1 1WA Depot, LEI 1WA Yard": the name beside a slip is no part of the name of the place that is meant. */
const hasNamedFault = ({ places, faults }: PlaceList): boolean =>
  places.some(({ name }) => name !== null) &&
  faults.some(
    ({ typed, failure }) =>
      failure?.kind === 'invalid-postcode' && charactersOf(typed) !== charactersOf(failure.typed),
  )

const readLine = (line: string, placed: PlacedReading): PlaceList => {
  const isOne = countPlaces(placed.reading) < 2
  if (isOne && placed.places.length < 2) return readPlace(line, placed)
  const list = readSeveral(line, placed)
  // "LE1 1WA, LE11WA Depot" names one place; "LE1 1WA Depot, LE1 1WA Yard" names it twice.
  const isNamedOnce = list.places.length < 2 && !hasNamedFault(list)
  return isOne && isNamedOnce ? readPlace(line, placed) : list
}

/** Whether a place that is listed again has a name or categories that its first line has not. */
const addsToIt = ({ name, categories }: ListedPlace, first: ListedPlace): boolean =>
  (name !== null && name !== first.name) ||
  (categories.length > 0 && categories.join() !== first.categories.join())

/**
 * Reads a list of places, a place a line or several with commas between them. Never throws. Of a text that Unicode's
 * normal form makes longer than anybody types, the lines that are too many are faults.
 */
export const readPlaceLines = (text: string): PlaceList => {
  const places = new Map<Postcode, ListedPlace>()
  const faults: PlaceFault[] = []
  let length = 0
  for (const line of text.split(LINE_BREAK).map((one) => one.trim())) {
    if (line === '') continue
    const placed = length > MAX_TYPED ? null : readListed(line)
    length += placed?.text.length ?? 0
    const list =
      placed === null ? { places: [], faults: [{ typed: line, failure: null }] } : readLine(line, placed)
    faults.push(...list.faults)
    let isListedTwice = false
    for (const place of list.places) {
      const known = places.get(place.postcode)
      if (known === undefined) places.set(place.postcode, place)
      else isListedTwice ||= addsToIt(place, known)
    }
    if (isListedTwice) faults.push({ typed: line, failure: { kind: 'listed-twice' } })
  }
  return { places: [...places.values()], faults }
}
