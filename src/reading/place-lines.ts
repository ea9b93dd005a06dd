import { type NamedPlace, type Postcode, readName } from '../crime/postcode.ts'
import { type PlaceFailure, type Reading, read, typedOf } from './reading.ts'
import { withoutAddresses } from './tokens.ts'

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
const AT_THE_ENDS = /^[\s,;:|/()[\]"'“”‘’.\-–—]+|[\s,;:|/()[\]"'“”‘’.\-–—]+$/gu

const normalised = (line: string): string => withoutAddresses(line.normalize('NFKC'))

/** Matches a place in a line, however it is spaced. */
const spaced = (place: string): string => [...place.replace(/[^\p{L}\p{N}]/gu, '')].join('[^\\p{L}\\p{N}]*')

/** What stands before and behind a postcode. */
const besidePostcode = (line: string, postcode: Postcode): string => {
  const [before = '', ...behind] = normalised(line).split(new RegExp(spaced(postcode), 'iu'))
  const texts = [before, ...behind].map((text) => text.replace(AT_THE_ENDS, ''))
  return texts.filter((text) => text !== '').join(' ')
}

const isExcepting = ({ remarks }: Reading): boolean => remarks.some(({ kind }) => kind === 'except')

const hasUnknown = ({ label, remarks }: Reading): boolean =>
  label !== null || remarks.some(({ kind }) => kind === 'not-understood' || kind === 'category-slip')

const notUnderstood = (typed: string): PlaceFault => ({ typed, failure: { kind: 'not-understood' } })

/** A line that names one place: what stands beside its postcode is its name, or categories where it is nothing else. */
const readPlace = (typed: string, reading = read(typed)): PlaceList => {
  const [postcode] = reading.postcodes
  if (postcode === undefined) return { places: [], faults: [{ typed, failure: reading.failures[0] ?? null }] }
  // "LE1 1WA not drugs": that is no name, and nothing can be left out.
  if (isExcepting(reading))
    return {
      places: [{ postcode, name: null, categories: reading.categories }],
      faults: [notUnderstood(typed)],
    }
  // "Bike hub" is a name, though the reader finds a category in it; "bikes, drugs" are categories.
  const categories = hasUnknown(reading) || reading.failures.length > 0 ? [] : reading.categories
  const name = categories.length > 0 ? null : readName(besidePostcode(typed, postcode))
  return { places: [{ postcode, name, categories }], faults: [] }
}

const failuresIn = ({ failures }: Reading): PlaceFailure[] =>
  failures.filter(({ kind }) => kind !== 'place-name')

const countPlaces = (reading: Reading): number => reading.postcodes.length + failuresIn(reading).length

/** "LE1 1WA Depot B1 1BB Yard" cut around its places; what has only one stays as it is. */
const cutAroundPlaces = (segment: string): readonly string[] => {
  const reading = read(segment)
  if (countPlaces(reading) < 2) return [segment]
  const places = [...reading.postcodes, ...failuresIn(reading).map(typedOf)].map(spaced)
  return segment.split(new RegExp(`(?<![\\p{L}\\p{N}])(${places.join('|')})(?![\\p{L}\\p{N}])`, 'iu'))
}

const JOINING = /^\s*(?:and|&|\+)\s|\s(?:and|&|\+)\s*$/g

/**
 * "LE1 1WA Head office, B1 1BB, Depot" as a text a place: names stand behind their postcodes where the line begins with
 * one, otherwise before them.
 */
const placesApart = (line: string): readonly string[] => {
  const segments = normalised(line)
    .split(/[,;|\t]/)
    .flatMap(cutAroundPlaces)
    .map((segment) => ` ${segment} `.replace(JOINING, '').trim())
    .filter((segment) => segment !== '')
  const counts = segments.map((segment) => countPlaces(read(segment)))
  const isNameBehind = (counts[0] ?? 0) > 0
  const texts: string[] = []
  let isOpen = false
  segments.forEach((segment, at) => {
    const isPlace = (counts[at] ?? 0) > 0
    const startsNew = isNameBehind ? isPlace : !isOpen
    if (startsNew) texts.push(segment)
    else texts.push(`${texts.pop()}, ${segment}`)
    isOpen = isNameBehind || !isPlace
  })
  return texts
}

/** Several places on one line: each with its own name or categories, or all of them with the categories of the line. */
const readSeveral = (line: string, reading: Reading): PlaceList => {
  const lists = placesApart(line).map((one) => readPlace(one))
  const places = lists.flatMap((list) => list.places)
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
  if (isWhole && isEachItsOwn && !isExcepting(reading)) return { places, faults }
  return {
    places: reading.postcodes.map((postcode) => ({ postcode, name: null, categories: reading.categories })),
    faults: [
      ...failures.map((failure) => ({ typed: typedOf(failure), failure })),
      ...(hasUnknown(reading) || isExcepting(reading) ? [notUnderstood(line)] : []),
    ],
  }
}

/** Whether a place that is listed again has a name or categories that its first line has not. */
const addsToIt = ({ name, categories }: ListedPlace, first: ListedPlace): boolean =>
  (name !== null && name !== first.name) ||
  (categories.length > 0 && categories.join() !== first.categories.join())

/** Reads a list of places, a place a line or several with commas between them. Never throws. */
export const readPlaceLines = (text: string): PlaceList => {
  const places = new Map<Postcode, ListedPlace>()
  const faults: PlaceFault[] = []
  for (const line of text.split(LINE_BREAK).map((one) => one.trim())) {
    if (line === '') continue
    const reading = read(line)
    const list = countPlaces(reading) > 1 ? readSeveral(line, reading) : readPlace(line, reading)
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
