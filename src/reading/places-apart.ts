import { textsBetween, withoutListMark } from './place-name.ts'
import { type PlacedReading, type PlaceFailure, type Reading, readPlaced } from './reading.ts'
import { withoutAddresses, withoutLinks } from './tokens.ts'

/** Reads a line, or what it says of one place, without its bullet or number. */
export const readListed = (typed: string): PlacedReading => readPlaced(withoutListMark(typed))

/** The places of a reading that cannot be looked up, but for names of places. */
export const failuresIn = ({ failures }: Reading): PlaceFailure[] =>
  failures.filter(({ kind }) => kind !== 'place-name')

/** How many places a reading names, each once. */
export const countPlaces = (reading: Reading): number => reading.postcodes.length + failuresIn(reading).length

/** A piece of a line, whether it has a place, and its reading where it was read by itself. */
export type Piece = { readonly text: string; readonly isPlace: boolean; readonly placed?: PlacedReading }

// "Depot (LE1 1WA) and Yard (B1 1BB)", "LE1 1WA or B1 1BB". "To Let" and "Or so" are names.
const JOINING =
  /^[\s)\]}]*(?:and|or|to|vs\.?|versus|AND|OR|TO|VS|&|\+)\s|\s(?:and|or|to|vs\.?|versus|AND|OR|TO|VS|&|\+)\s*$/g

const withoutJoining = (text: string): string => ` ${text} `.replace(JOINING, '').trim()

// "(2)" of "(1) LE1 1WA (2) B1 1BB"
const ONLY_LIST_MARK = /^\(?\d{1,3}[.)]\)?$/

// Every place has a letter and a digit: a name of many parts needs no closer look.
const MAY_HAVE_PLACE = /^(?=.*\p{L}).*\p{N}/u

/** "LE1 1WA Depot B1 1BB Yard" cut around its places; what has only one stays as it is. */
const cutAroundPlaces = (segment: string, line: PlacedReading): readonly Piece[] => {
  if (!MAY_HAVE_PLACE.test(segment)) return [{ text: segment, isPlace: false }]
  const placed = segment === line.text ? line : readListed(segment)
  const { reading, text, places } = placed
  if (places.length < 2) return [{ text: segment, isPlace: countPlaces(reading) > 0, placed }]
  return textsBetween(text, places).flatMap((beside, at) => {
    const place = places[at]
    const name = { text: withoutJoining(beside), isPlace: false }
    return place === undefined ? [name] : [name, { text: text.slice(place.from, place.to), isPlace: true }]
  })
}

/**
 * "LE1 1WA Head office, B1 1BB, Depot" as a piece a place: names stand behind their postcodes where the line begins with
 * one, otherwise before them.
 */
export const placesApart = (line: string, placed: PlacedReading): readonly Piece[] => {
  const pieces = withoutAddresses(withoutLinks(line.normalize('NFKC')))
    .split(/[,;|\t]/)
    .map(withoutJoining)
    .flatMap((segment) => (segment === '' ? [] : cutAroundPlaces(segment, placed)))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text) && !ONLY_LIST_MARK.test(text))
  const isNameBehind = pieces[0]?.isPlace === true
  const joined: Piece[] = []
  let isOpen = false
  for (const piece of pieces) {
    const { text, isPlace } = piece
    const startsNew = isNameBehind ? isPlace : !isOpen
    if (startsNew) joined.push(piece)
    else joined.push({ text: `${joined.pop()?.text}, ${text}`, isPlace })
    isOpen = isNameBehind || !isPlace
  }
  return joined
}
