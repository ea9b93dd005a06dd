import { type Leading, leadingPlace } from './leading-postcode.ts'

/** A place in the text, ours or not, or words that are none. `apart`: a "vs" or the like stands before them. */
export type Part =
  | { readonly kind: 'place'; readonly place: Leading['place'] }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly apart: boolean }

// "S W 1 A 1 A A": every character on its own.
const MAX_WORDS_OF_POSTCODE = 7

// Far more words than five places and a category have. Beyond them nothing is a place any more.
const MAX_WORDS = 80

// Between two places they change nothing, before or behind one neither. "amp" is what Slack makes of "&".
const BETWEEN = /^(?:and|or|amp|[,;&+/|–-]+)$/iu
const APART = /^(?:vs?\.?|versus|against)$/iu

const isBetween = (word: string): boolean => BETWEEN.test(word) || APART.test(word)

/** The place in the first words, and how many of them it takes. */
const placeIn = (words: readonly string[]): { place: Leading['place']; length: number } | null => {
  if (isBetween(words[0] ?? '')) return null
  const found = leadingPlace(words)
  if (found === null) return null
  const { place, rest } = found
  // "a M1 1AE" is no AM1 1AE, of which there is none.
  const isNowhere = !place.ok && place.failure.where === null
  if (isNowhere && leadingPlace(words.slice(1))?.place.ok === true) return null
  return { place, length: words.length - rest.length }
}

/** The words without those that only part or join: "and" inside a category's name stays. */
const trimmed = (words: readonly string[]): Part | null => {
  const from = words.findIndex((word) => !isBetween(word))
  if (from < 0) return null
  const to = words.findLastIndex((word) => !isBetween(word))
  const apart = words.slice(0, from).some((word) => APART.test(word))
  return { kind: 'words', words: words.slice(from, to + 1), apart }
}

// "LE1 1WA,M1 1AE": marks without a space beside them part words too.
const wordsOf = (text: string): string[] =>
  text
    .replace(/[,;&+/|]/gu, (mark) => ` ${mark} `)
    .trim()
    .split(/\s+/u)

/** The places of a text and the words between them, in order. */
export const readWords = (text: string): Part[] => {
  const words = wordsOf(text)
  const parts: (Part | null)[] = []
  let between: string[] = []
  for (let at = 0; at < words.length; ) {
    const found = at < MAX_WORDS ? placeIn(words.slice(at, at + MAX_WORDS_OF_POSTCODE)) : null
    if (found === null) between.push(words[at] ?? '')
    else {
      parts.push(trimmed(between), { kind: 'place', place: found.place })
      between = []
    }
    at += found?.length ?? 1
  }
  return [...parts, trimmed(between)].flatMap((part) => part ?? [])
}
