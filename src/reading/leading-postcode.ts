import { type Postcode, type PostcodeFailure, parsePostcode } from '../crime/postcode.ts'
import { failed, type Result } from '../lib/result.ts'

// "S W 1 A 1 A A": every character on its own.
const MAX_WORDS_OF_POSTCODE = 7

/** A full postcode of somewhere else. */
export type NotCovered = Extract<PostcodeFailure, { kind: 'not-covered' }>

/** A place at the beginning of what was typed, and the words behind it. */
export type Leading = { readonly place: Result<Postcode, NotCovered>; readonly rest: readonly string[] }

/** The place in the first words, ours or not; no full postcode is the beginning of a longer one. */
export const leadingPlace = (words: readonly string[]): Leading | null => {
  for (let length = 1; length <= MAX_WORDS_OF_POSTCODE; length += 1) {
    const read = parsePostcode(words.slice(0, length).join(' '))
    if (read.ok) return { place: read, rest: words.slice(length) }
    if (read.failure.kind === 'not-covered') return { place: failed(read.failure), rest: words.slice(length) }
  }
  return null
}
