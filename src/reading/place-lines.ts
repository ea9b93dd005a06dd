import { type NamedPlace, type Postcode, readName } from '../crime/postcode.ts'
import { type PlaceFailure, read } from './reading.ts'

/** A place of a list, with the categories that were typed beside it; none means all. */
export type ListedPlace = NamedPlace & { readonly categories: readonly string[] }

/** What was typed in a list and is no place; `failure` is null where it is not even like one. */
export type PlaceFault = { readonly typed: string; readonly failure: PlaceFailure | null }

/** What a list says: each place once, in its order, and everything else as it was typed. */
export type PlaceList = { readonly places: readonly ListedPlace[]; readonly faults: readonly PlaceFault[] }

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/
const AT_THE_ENDS = /^[\s,;:|/()[\]"'“”‘’.\-–—]+|[\s,;:|/()[\]"'“”‘’.\-–—]+$/gu

/** What stands before and behind a postcode, however that is spaced. */
const besidePostcode = (line: string, postcode: Postcode): string => {
  const letters = [...postcode.replace(' ', '')].join('[^\\p{L}\\p{N}]*')
  const [before = '', ...behind] = line.normalize('NFKC').split(new RegExp(letters, 'iu'))
  const texts = [before, ...behind].map((text) => text.replace(AT_THE_ENDS, ''))
  return texts.filter((text) => text !== '').join(' ')
}

/** A line names one place, by its name before or behind the postcode; or several, all of them without names. */
const readLine = (typed: string): PlaceList => {
  const { postcodes, failures, categories, label } = read(typed)
  const faults = failures
    .filter(({ kind }) => kind === 'not-covered' || kind === 'invalid-postcode')
    .map((failure) => ({
      typed: failure.kind === 'not-covered' && postcodes.length > 0 ? failure.postcode : typed,
      failure,
    }))
  const [postcode, ...others] = postcodes
  if (postcode === undefined)
    return { places: [], faults: faults.length > 0 ? faults : [{ typed, failure: failures[0] ?? null }] }
  const isList = others.length > 0 || faults.length > 0
  // Without categories all that stands beside the postcode is its name, whatever it means.
  const words = categories.length > 0 ? (label ?? '') : besidePostcode(typed, postcode)
  const name = isList ? null : readName(words)
  return { places: postcodes.map((one) => ({ postcode: one, name, categories })), faults }
}

/** Reads a list of places, a place a line or several with commas between them. Never throws. */
export const readPlaceLines = (text: string): PlaceList => {
  const lines = text
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine)
  const places = new Map<Postcode, ListedPlace>()
  for (const place of lines.flatMap((line) => line.places))
    if (!places.has(place.postcode)) places.set(place.postcode, place)
  return { places: [...places.values()], faults: lines.flatMap(({ faults }) => faults) }
}
