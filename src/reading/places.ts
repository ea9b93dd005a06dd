import {
  type FirstHalf,
  type Postcode,
  type PostcodeFailure,
  parseFirstHalf,
  parsePostcode,
} from '../crime/postcode.ts'
import type { Token } from './tokens.ts'

/** A place that tokens name: a postcode, why it is none that can be looked up, or the first half of one. */
export type PlaceSpan = {
  readonly from: number
  /** The index after its last token. */
  readonly to: number
  readonly place:
    | { readonly kind: 'postcode'; readonly postcode: Postcode }
    | PostcodeFailure
    | ({ readonly kind: 'first-half' } & FirstHalf)
}

type Word = Extract<Token, { kind: 'word' }>
type Found = PlaceSpan['place']

// "L1 1JD" and "SW1A 1AA" without their space; spelled out, every character is a word of its own.
const MIN_CHARACTERS = 5
const MAX_CHARACTERS = 7
// One character too many is still meant as the second half.
const MAX_SECOND = 4
// "Flat B2 2nd floor": no postcode.
const ORDINAL = /^\d(?:st|nd|rd|th)$/
const HAS_ORDINALS = /^(?:floor|storey|level|flat|street|st|avenue|exit|edition)$/

const wordAt = (tokens: readonly Token[], index: number): Word | null => {
  const [token, next] = [tokens[index], tokens[index + 1]]
  if (token?.kind !== 'word') return null
  const isOrdinal = ORDINAL.test(token.key) && next?.kind === 'word' && HAS_ORDINALS.test(next.key)
  return isOrdinal ? null : token
}

// Every postcode has a digit and five characters at least: most words need no closer look.
const mayBePostcode = (text: string): boolean =>
  text.length >= MIN_CHARACTERS + (text.includes(' ') ? 1 : 0) && /\d/.test(text)

const postcodeIn = (text: string): Found | null => {
  if (!mayBePostcode(text)) return null
  const result = parsePostcode(text)
  if (result.ok) return { kind: 'postcode', postcode: result.value }
  return result.failure.kind === 'not-covered' ? result.failure : null
}

const slipIn = (text: string): Found | null => {
  if (!mayBePostcode(text)) return null
  const result = parsePostcode(text)
  const isSlip =
    !result.ok && result.failure.kind === 'invalid-postcode' && result.failure.suggestion !== null
  return isSlip ? result.failure : null
}

// "LE1 1WC", "LE1 1W", "LE1 1WA2": meant as a postcode, and none.
const MISSHAPEN = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{1,3}\d?$|^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/i

const misshapenIn = (text: string): Found | null =>
  MISSHAPEN.test(text) ? { kind: 'invalid-postcode', typed: text, suggestion: null } : null

/** Reads one word, or two that are the halves of a postcode, by `read`. */
const oneOrTwoWords = (
  tokens: readonly Token[],
  from: number,
  read: (text: string) => Found | null,
): PlaceSpan | null => {
  const first = wordAt(tokens, from)
  if (first === null || first.text.length > MAX_CHARACTERS) return null
  const second = wordAt(tokens, from + 1)
  // Two words first: "L1 1JD" is not "L1" and "1JD".
  if (second !== null && second.text.length <= MAX_SECOND) {
    const place = read(`${first.text} ${second.text}`)
    if (place !== null) return { from, to: from + 2, place }
  }
  const place = read(first.text)
  return place === null ? null : { from, to: from + 1, place }
}

/** "S W 1 A 1 A A", "SW 1A 1AA": a covered postcode divided in any other way. */
const dividedPostcode = (tokens: readonly Token[], from: number): PlaceSpan | null => {
  let text = ''
  for (let index = from; text.length < MAX_CHARACTERS; index += 1) {
    const word = wordAt(tokens, index)
    if (word === null) return null
    text += word.text
    const place = text.length > MAX_CHARACTERS ? null : postcodeIn(text)
    if (place?.kind === 'postcode') return { from, to: index + 1, place }
  }
  return null
}

const firstHalfAt = (tokens: readonly Token[], from: number): PlaceSpan | null => {
  const half = parseFirstHalf(wordAt(tokens, from)?.text ?? '')
  return half === null ? null : { from, to: from + 1, place: { kind: 'first-half', ...half } }
}

/**
 * The places that tokens name, in their order. A whole postcode goes before a slip, and a slip before a first half,
 * wherever they stand: "a L1 1AA" is L1 1AA and not the St Albans postcode that its letters spell too.
 */
export const placesIn = (tokens: readonly Token[], isVocabulary: (key: string) => boolean): PlaceSpan[] => {
  const spans = new Map<number, PlaceSpan>()
  const taken = new Set<number>()
  const find = (at: (from: number) => PlaceSpan | null): void => {
    for (let from = 0; from < tokens.length; from += 1) {
      if (taken.has(from)) continue
      const span = at(from)
      if (span === null) continue
      let isFree = true
      for (let index = span.from; index < span.to; index += 1) isFree &&= !taken.has(index)
      if (!isFree) continue
      spans.set(from, span)
      for (let index = span.from; index < span.to; index += 1) taken.add(index)
    }
  }
  find((from) => oneOrTwoWords(tokens, from, postcodeIn))
  find((from) => dividedPostcode(tokens, from))
  // "L1 see": a word that everybody uses is no slip of "L1 5EE".
  find((from) => {
    const slip = oneOrTwoWords(tokens, from, slipIn)
    const words = slip === null ? [] : tokens.slice(slip.from, slip.to)
    return words.some((token) => token.kind === 'word' && isVocabulary(token.key)) ? null : slip
  })
  find((from) => oneOrTwoWords(tokens, from, misshapenIn))
  find((from) => firstHalfAt(tokens, from))
  return [...spans.values()].sort((a, b) => a.from - b.from)
}
